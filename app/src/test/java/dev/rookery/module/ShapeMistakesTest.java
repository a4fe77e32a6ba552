package dev.rookery.module;

import static dev.rookery.module.Told.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What a newcomer is told of how something is asked for or provided, whole. */
final class ShapeMistakesTest {

    interface Plugin {}

    static final class Cat {}

    // ---- asking ----

    record RawProvider(@SuppressWarnings("rawtypes") Provider clock) {}

    record RawOptional(@SuppressWarnings("rawtypes") Optional clock) {}

    record InsideOut(Optional<Provider<Clock>> clock) {}

    record TwoNames(@Named("a") @Other Clock clock) {}

    @jakarta.inject.Qualifier @Retention(RetentionPolicy.RUNTIME)
    @interface Other {}

    @Module(providers = {RawProvider.class, RawOptional.class, InsideOut.class, TwoNames.class})
    static final class AskingModule {}

    @Test
    void parameters_are_asked_for_in_ways_that_mean_nothing() {
        told(
                AskingModule.class,
                "The modules of AskingModule have 4 mistakes:\n"
                        + "1. RawProvider takes a Provider without a type as parameter 1 of its constructor: write what it is of, as in"
                        + " Provider<Clock>\n"
                        + "2. RawOptional takes an Optional without a type as parameter 1 of its constructor: write what it is of, as in"
                        + " Optional<Clock>\n"
                        + "3. InsideOut takes an Optional<Provider<Clock>> as parameter 1 of its constructor: turn it round, and take a"
                        + " Provider<Optional<…>>\n"
                        + "4. There are 2 qualifiers in what TwoNames takes as parameter 1 of its constructor: @Named(\"a\"), @Other."
                        + " Leave one");
    }

    record Host(List<Plugin> plugins) {}

    @Module(providers = Host.class)
    static final class HostModule {}

    @Test
    void nothing_of_a_kind_is_in_sight() {
        told(
                HostModule.class,
                "Host (HostModule) needs List<Plugin> as parameter 1 of its constructor, and nothing in sight is one: add a class that is"
                        + " a Plugin to the providers of HostModule, import a module that exports one, or take an"
                        + " Optional<List<Plugin>> if there may be none");
    }

    record Perhaps(Optional<Cat> cat) {}

    @Test
    void what_may_be_missing_is_there_twice() {
        var one = DynamicModule.builder("One")
                .providers(Cat.class)
                .exports(Cat.class)
                .build();
        var two = DynamicModule.builder("Two")
                .providers(Cat.class)
                .exports(Cat.class)
                .build();

        told(
                DynamicModule.builder("Root")
                        .imports(one, two)
                        .providers(Perhaps.class)
                        .build(),
                "Perhaps (Root) needs Cat as parameter 1 of its constructor, and One and Two both export it to Root: import one of"
                        + " them, or tell the two apart with @Named");
    }

    static final class LostField {
        @Inject
        @Named("zone")
        String zone;

        @Inject
        void clock(Cat cat, Clock clock) {
            assertThat(cat).isNotNull();
            assertThat(clock).isNotNull();
        }
    }

    @Module(providers = {LostField.class, Cat.class})
    static final class LostFieldModule {}

    @Test
    void a_field_and_a_parameter_of_a_method_are_missing() {
        told(
                LostFieldModule.class,
                "The modules of LostFieldModule have 2 mistakes:\n"
                        + "1. LostField (LostFieldModule) needs @Named(\"zone\") String in its field zone, and no module provides it: give"
                        + " LostFieldModule a @Provides method that returns it, or import a module that exports it\n"
                        + "2. LostField (LostFieldModule) needs Clock as parameter 2 of its method clock, and no module provides it: give"
                        + " LostFieldModule a @Provides method that returns it, or import a module that exports it");
    }

    static final class BadBegin {
        @SuppressWarnings("UnusedMethod") // the mistake
        @PostConstruct
        private void begin(Clock clock) {
            assertThat(clock).isNotNull();
        }
    }

    @Module(providers = BadBegin.class)
    static final class BadBeginModule {}

    @Test
    void a_callback_has_parameters() {
        told(
                BadBeginModule.class,
                "BadBegin.begin(Clock) has @PostConstruct and is static or has parameters: make it a method of the instance without"
                        + " parameters");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface NoQualifier {}

    @NoQualifier
    static final class Annotated {}

    @Test
    void an_annotation_is_no_qualifier() {
        var annotation = Annotated.class.getAnnotation(NoQualifier.class);

        assertThat(catchThrowable(() -> Token.of(Clock.class).qualifiedBy(annotation)))
                .isInstanceOf(WiringException.class)
                .hasMessage(
                        "@NoQualifier is no qualifier: annotate dev.rookery.module.ShapeMistakesTest$NoQualifier with @Qualifier");
    }

    // ---- providing ----

    @Module
    static final class ProvidingModule {
        @Provides
        static Optional<Clock> a() {
            return Optional.empty();
        }

        @SuppressWarnings("rawtypes") // the mistake
        @Provides
        static CompletableFuture b() {
            return new CompletableFuture<Clock>();
        }

        @Provides
        static Provider<Clock> c() {
            return Clock::systemUTC;
        }
    }

    @Test
    void methods_return_what_nobody_can_ask_for() {
        told(
                ProvidingModule.class,
                "The modules of ProvidingModule have 3 mistakes:\n"
                        + "1. ProvidingModule.a() has @Provides and returns Optional<Clock>, which nobody can ask for: return what is in"
                        + " it; who can do without takes an Optional, and who wants it later a Provider, of anything that is provided\n"
                        + "2. ProvidingModule.b() has @Provides and returns CompletableFuture, which does not say what comes of it: write"
                        + " it, as in CompletableFuture<Config>\n"
                        + "3. ProvidingModule.c() has @Provides and returns Provider<Clock>, which nobody can ask for: return what is in"
                        + " it; who can do without takes an Optional, and who wants it later a Provider, of anything that is provided");
    }

    @Module
    static final class NeverModule {
        @Provides
        static Mono<Clock> clock() {
            return Mono.never();
        }
    }

    @Test
    void what_comes_later_does_not_come() {
        assertThat(catchThrowable(() -> Container.of(NeverModule.class, Containers.IMPATIENT)))
                .isInstanceOf(WiringException.class)
                .hasMessage(
                        "NeverModule.clock() (NeverModule) could not be made: nothing came within PT0.2S. See what it waits for, or"
                                + " raise ApplicationOptions.factoryTimeout");
    }

    @Test
    void what_comes_later_fails_or_is_nothing() {
        var clock = Token.of(Clock.class);

        told(
                DynamicModule.builder("Failing")
                        .providers(ProviderDefinition.ofAsync(
                                clock, () -> CompletableFuture.failedFuture(new java.io.IOException("no disk"))))
                        .build(),
                "Clock (Failing) could not be made: java.io.IOException: no disk");
        told(
                DynamicModule.builder("Empty")
                        .providers(ProviderDefinition.ofAsync(
                                clock, () -> Mono.<Clock>empty().toFuture()))
                        .build(),
                "Clock (Empty) could not be made: it returned null: return a value");
    }

    // ---- other names ----

    @Test
    void another_name_stands_for_nothing() {
        told(
                DynamicModule.builder("Root")
                        .providers(ProviderDefinition.ofExisting(Token.named("pet", Cat.class), Token.of(Cat.class)))
                        .build(),
                "@Named(\"pet\") Cat (Root) needs Cat as what it is another name of, and no module provides it: add Cat.class to the"
                        + " providers of Root, or import a module that exports it");
    }

    @Test
    void names_stand_for_each_other() {
        var one = Token.named("one", Cat.class);
        var two = Token.named("two", Cat.class);

        told(
                DynamicModule.builder("Root")
                        .providers(ProviderDefinition.ofExisting(one, two), ProviderDefinition.ofExisting(two, one))
                        .build(),
                "Nothing but names of each other: @Named(\"one\") Cat (Root) → @Named(\"two\") Cat (Root) → @Named(\"one\") Cat (Root)."
                        + " Let one of them stand for something that is made");
    }

    @Test
    void another_name_has_no_scope() {
        assertThat(catchThrowable(
                        () -> ProviderDefinition.ofExisting(Token.named("pet", Cat.class), Token.of(Cat.class))
                                .in(Scope.REQUEST)))
                .isInstanceOf(WiringException.class)
                .hasMessage(
                        "@Named(\"pet\") Cat is another name of Cat and lives as long as that: say the scope where that is defined");
    }

    // ---- modules made by code ----

    @Test
    void a_module_exports_what_it_has_not() {
        var other = DynamicModule.builder("Other").build();

        told(
                DynamicModule.builder("Root")
                        .exports(Token.named("pet", Cat.class))
                        .exports(other)
                        .build(),
                """
                The modules of Root have 2 mistakes:
                1. Root exports @Named("pet") Cat, and does not provide it: add a provider, or remove the export
                2. Root exports Other, and does not import it: add it to the imports\
                """);
    }
}
