package dev.rookery.module;

import static dev.rookery.module.Told.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxy;
import dev.rookery.memory.InMemoryTransporter;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a newcomer is told, whole. */
final class WiringMistakesTest {

    static final class Cats {}

    static final class Shop {
        Shop(Cats cats) {
            assertThat(cats).isNotNull();
        }
    }

    // ---- what is not in sight ----

    @Module(providers = Shop.class)
    static final class NoCatsModule {}

    @Test
    void nobody_provides_a_class() {
        told(
                NoCatsModule.class,
                "Shop (NoCatsModule) needs Cats as parameter 1 of its constructor, and no module provides it: add Cats.class to the"
                        + " providers of NoCatsModule, or import a module that exports it");
    }

    @Module(providers = Cats.class)
    static final class KeepingModule {}

    @Module(imports = KeepingModule.class, providers = Shop.class)
    static final class ImportingModule {}

    @Test
    void an_imported_module_does_not_export_it() {
        told(
                ImportingModule.class,
                "Shop (ImportingModule) needs Cats as parameter 1 of its constructor, and KeepingModule, which has it, does not export"
                        + " it: add Cats.class to the exports of KeepingModule");
    }

    @Module(providers = Shop.class)
    static final class StrangerModule {}

    @Module(imports = {KeepingModule.class, StrangerModule.class})
    static final class StrangersModule {}

    @Test
    void a_module_that_is_not_imported_does_not_export_it() {
        told(
                StrangersModule.class,
                "Shop (StrangerModule) needs Cats as parameter 1 of its constructor, and KeepingModule, which has it, does not export"
                        + " it: add Cats.class to the exports of KeepingModule, and add KeepingModule.class to the imports of"
                        + " StrangerModule");
    }

    @Module(providers = Cats.class, exports = Cats.class)
    static final class CatsModule {}

    @Module(imports = {CatsModule.class, StrangerModule.class})
    static final class NotImportedModule {}

    @Test
    void a_module_that_exports_it_is_not_imported() {
        told(
                NotImportedModule.class,
                "Shop (StrangerModule) needs Cats as parameter 1 of its constructor, and CatsModule, which exports it, is not imported"
                        + " there: add CatsModule.class to the imports of StrangerModule");
    }

    record Gateway(@Named("MATH") ClientProxy math) {}

    @Module(providers = Gateway.class)
    static final class WrongNameModule {
        @Imports
        static DynamicModule clients() {
            return ClientsModule.register("MATHS", new InMemoryTransporter());
        }
    }

    @Test
    void a_client_has_another_name() {
        told(
                WrongNameModule.class,
                "Gateway (WrongNameModule) needs @Named(\"MATH\") ClientProxy as parameter 1 of its constructor, and no module provides"
                        + " it: give WrongNameModule a @Provides method that returns it, or import a module that exports it. What comes"
                        + " near and is in sight: @Named(\"MATHS\") ClientProxy (ClientsModule(MATHS))");
    }

    @Test
    void a_module_made_by_code_keeps_a_provider() {
        var inner = DynamicModule.builder("Inner").providers(Cats.class).build();

        told(
                DynamicModule.builder("Outer")
                        .imports(inner)
                        .providers(Shop.class)
                        .build(),
                "Shop (Outer) needs Cats as parameter 1 of its constructor, and Inner, which has it, does not export it: export it from"
                        + " Inner");
    }

    @Test
    void two_modules_export_the_same() {
        var other = DynamicModule.builder("OtherCats")
                .providers(Cats.class)
                .exports(Cats.class)
                .build();

        told(
                DynamicModule.builder("Root")
                        .imports(CatsModule.class)
                        .imports(other)
                        .providers(Shop.class)
                        .build(),
                "Shop (Root) needs Cats as parameter 1 of its constructor, and CatsModule and OtherCats both export it to Root: import"
                        + " one of them, or tell the two apart with @Named");
    }

    @Module
    static final class ClockModule {
        @Provides
        @Named("text")
        String text(Clock clock) {
            return clock.toString();
        }
    }

    @Test
    void a_parameter_of_a_method_is_missing() {
        told(
                ClockModule.class,
                "ClockModule.text(Clock) (ClockModule) needs Clock as parameter 1, and no module provides it: give ClockModule a"
                        + " @Provides method that returns it, or import a module that exports it");
    }

    // ---- circles ----

    record One(Two two) {}

    record Two(Three three) {}

    record Three(One one) {}

    @Module(providers = {Two.class, Three.class, One.class})
    static final class CircleModule {}

    @Test
    void a_circle_is_shown_as_a_path() {
        told(
                CircleModule.class,
                "A circle of dependencies: Two (CircleModule) → Three (CircleModule) → One (CircleModule) → Two (CircleModule). Let one"
                        + " of them take a jakarta.inject.Provider of the next, or move what both need into a class of its own");
    }

    static final class Impatient {
        Impatient(Provider<Impatient> itself) {
            itself.get();
        }
    }

    @Module(providers = Impatient.class)
    static final class ImpatientModule {}

    @Test
    void a_provider_is_called_too_early() {
        told(
                ImpatientModule.class,
                "Impatient (ImpatientModule) could not be made: Impatient (ImpatientModule) is asked for while it is being made: call"
                        + " Provider.get() later than in a constructor");
    }

    // ---- the wrong place ----

    static final class NotAModule {}

    @Module(imports = NotAModule.class)
    static final class ImportsClassModule {}

    @Test
    void an_import_is_no_module() {
        told(
                ImportsClassModule.class,
                "ImportsClassModule imports NotAModule, which is no module: annotate it with @Module, or move it to the providers");
    }

    @Test
    void the_root_is_no_module() {
        told(NotAModule.class, "The root of the application, NotAModule, is no module: annotate it with @Module");
    }

    @Module(providers = CatsModule.class, controllers = KeepingModule.class)
    static final class MisplacedModule {}

    @Test
    void modules_stand_among_providers_and_controllers() {
        told(MisplacedModule.class, """
                The modules of MisplacedModule have 2 mistakes:
                1. CatsModule stands in the providers of MisplacedModule and is a module: move it to the imports
                2. KeepingModule stands in the controllers of MisplacedModule and is a module: move it to the imports\
                """);
    }

    static final class Sums {
        @MessagePattern("sum")
        int sum(List<Integer> numbers) {
            return numbers.size();
        }
    }

    @Module(providers = Sums.class)
    static final class PatternOnProviderModule {}

    @Test
    void a_pattern_stands_on_a_provider() {
        told(
                PatternOnProviderModule.class,
                "Sums.sum(List) has a message pattern, but Sums is no controller: it stands in the providers of"
                        + " PatternOnProviderModule. Annotate it with @Controller and name it in the controllers of"
                        + " PatternOnProviderModule");
    }

    @Module(controllers = Sums.class)
    static final class NoAnnotationModule {}

    @Test
    void a_controller_has_no_annotation() {
        told(
                NoAnnotationModule.class,
                "Sums stands in the controllers of NoAnnotationModule and has no @Controller: annotate it, or move it to the providers");
    }

    @Controller
    static final class MathController {
        @MessagePattern("sum")
        int sum(List<Integer> numbers) {
            return numbers.size();
        }
    }

    @Module(providers = MathController.class)
    static final class ControllerAsProviderModule {}

    @Test
    void a_controller_stands_among_the_providers() {
        told(
                ControllerAsProviderModule.class,
                "MathController stands in the providers of ControllerAsProviderModule and is a @Controller: move it to the controllers");
    }

    @Module
    static final class PatternOnModule {
        @EventPattern("created")
        void created() {}
    }

    @Test
    void a_pattern_stands_on_a_module() {
        told(
                PatternOnModule.class,
                "PatternOnModule.created() has a message pattern, but PatternOnModule is no controller: it is a module. Move it to a"
                        + " class with @Controller in the controllers of PatternOnModule");
    }

    // ---- what cannot be made ----

    static final class Undecided {
        Undecided() {}

        Undecided(Cats cats) {
            assertThat(cats).isNotNull();
        }
    }

    interface Idea {}

    @SuppressWarnings("ClassCanBeStatic") // the mistake
    final class Inner {}

    static final class Fixed {
        @Inject
        final Cats cats;

        @SuppressWarnings("UnnecessaryAssignment") // the mistake
        Fixed() {
            cats = new Cats();
        }
    }

    @Module(providers = {Undecided.class, Idea.class, Inner.class, Fixed.class})
    static final class UnmakeableModule {}

    @Test
    void classes_cannot_be_made() {
        told(
                UnmakeableModule.class,
                "The modules of UnmakeableModule have 4 mistakes:\n"
                        + "1. Undecided has 2 constructors, and 0 of them with @Inject: annotate one with @Inject\n"
                        + "2. Idea is an interface and cannot be made: name a concrete class, or write a @Provides method that returns"
                        + " it\n"
                        + "3. Inner is an inner class and cannot be made without an instance of WiringMistakesTest: make it static\n"
                        + "4. The field cats of Fixed has @Inject and is final or static: inject it through the constructor");
    }

    @Module
    static final class NullModule {
        @Provides
        static Cats cats() {
            return none();
        }

        @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
        private static <T> T none() {
            return null;
        }
    }

    @Test
    void a_method_returns_null() {
        told(NullModule.class, "NullModule.cats() (NullModule) could not be made: it returned null: return a value");
    }

    @Module
    static final class NothingModule {
        @Provides
        void nothing() {}

        @Imports
        DynamicModule instance() {
            return DynamicModule.builder("x").build();
        }

        @Imports
        static String text() {
            return "x";
        }

        @SuppressWarnings("DoNotCallSuggester") // the mistake
        @Imports
        static DynamicModule broken() {
            throw new IllegalStateException("no file");
        }
    }

    @Test
    void methods_of_a_module_are_wrong() {
        told(
                NothingModule.class,
                "The modules of NothingModule have 4 mistakes:\n"
                        + "1. NothingModule.broken() failed: java.lang.IllegalStateException: no file\n"
                        + "2. NothingModule.instance() has @Imports and is not static or has parameters: make it static, without"
                        + " parameters\n"
                        + "3. NothingModule.text() has @Imports and returned x (expected: a DynamicModule, or an array or an Iterable of"
                        + " them)\n"
                        + "4. NothingModule.nothing() has @Provides and returns nothing: return what it provides");
    }

    // ---- exports and duplicates ----

    @Module(exports = {Cats.class, CatsModule.class})
    static final class ExportsNothingModule {}

    @Test
    void an_export_is_not_there() {
        told(
                ExportsNothingModule.class,
                "The modules of ExportsNothingModule have 2 mistakes:\n"
                        + "1. ExportsNothingModule exports Cats, and neither provides nor imports it: add it to the providers, or remove"
                        + " the export\n"
                        + "2. ExportsNothingModule exports CatsModule, and neither provides nor imports it: add it to the imports, or"
                        + " remove the export");
    }

    @Module(providers = Cats.class)
    static final class TwiceModule {
        @Provides
        static Cats cats() {
            return new Cats();
        }
    }

    @Test
    void a_module_provides_the_same_twice() {
        told(
                TwiceModule.class,
                "TwiceModule provides Cats twice, by TwiceModule.cats() and by Cats: remove one, or tell them apart with @Named");
    }

    @Test
    void a_module_defines_the_same_twice() {
        var cats = Token.of(Cats.class);
        told(
                DynamicModule.builder("Root")
                        .providers(
                                ProviderDefinition.ofValue(cats, new Cats()),
                                ProviderDefinition.ofValue(cats, new Cats()))
                        .build(),
                "Root provides Cats twice, each time by a value or a factory: remove one, or tell them apart with @Named");
        told(
                DynamicModule.builder("Root")
                        .providers(Cats.class)
                        .providers(
                                ProviderDefinition.ofAsync(cats, () -> CompletableFuture.completedFuture(new Cats())))
                        .build(),
                "Root provides Cats twice, by Cats and by a value or a factory: remove one, or tell them apart with @Named");
        told(
                DynamicModule.builder("Root")
                        .imports(CatsModule.class)
                        .providers(
                                ProviderDefinition.ofExisting(Token.named("x", Cats.class), cats),
                                ProviderDefinition.ofExisting(Token.named("x", Cats.class), cats))
                        .build(),
                "Root provides @Named(\"x\") Cats twice, each time by another name of Cats: remove one, or give it another"
                        + " qualifier");
    }

    @Test
    void a_module_provides_a_class_in_two_scopes() {
        told(
                DynamicModule.builder("Root")
                        .providers(Cats.class)
                        .providers(ProviderDefinition.ofClass(Cats.class).in(Scope.TRANSIENT))
                        .build(),
                "Root provides Cats in two scopes, SINGLETON and TRANSIENT: remove one");
    }

    @Test
    void a_class_that_is_listed_twice_is_provided_once() {
        var container = Containers.of(DynamicModule.builder(CatsModule.class)
                .providers(Cats.class, Cats.class)
                .build());

        assertThat(container.get(Token.of(Cats.class))).isNotNull();
    }

    @Named("x")
    static final class NamedClass {}

    @Module(providers = NamedClass.class)
    static final class NamedClassModule {}

    @Test
    void a_qualifier_stands_on_a_class() {
        told(
                NamedClassModule.class,
                "The qualifier on the class NamedClass has no effect: put it on a @Provides method of NamedClassModule that returns"
                        + " NamedClass");
    }

    // ---- asking the application ----

    @Test
    void what_is_asked_for_is_not_there_or_there_twice() {
        var other = DynamicModule.builder("OtherCats").providers(Cats.class).build();
        var container = Containers.of(DynamicModule.builder("Root")
                .imports(KeepingModule.class)
                .imports(other)
                .build());

        assertThat(catchThrowable(() -> container.get(Token.of(Clock.class))))
                .hasMessage("No module of Root has Clock among its providers and controllers: add it to one");
        assertThat(catchThrowable(() -> container.get(Token.of(Cats.class))))
                .hasMessage(
                        "2 modules of Root have Cats: KeepingModule, OtherCats. Export and import one of them up to Root");
    }

    @Test
    void the_default_transport_is_not_there() {
        told(
                DynamicModule.builder("Root")
                        .imports(ClientsModule.register("MATH"))
                        .build(),
                "@Named(\"MATH\") ClientProxy (ClientsModule(MATH)) could not be made: No transporter was given, and no artifact on the"
                        + " class path has a default one: add dev.rookery:rookery-tcp, or give a transporter");
    }
}
