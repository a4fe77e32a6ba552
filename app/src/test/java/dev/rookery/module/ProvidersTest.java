package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.codec.TypeRef;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What can be provided, and how it can be asked for. */
final class ProvidersTest {

    interface Animal {}

    static final class Cat implements Animal {}

    static final class Dog implements Animal {}

    // ---- aliases and values ----

    @Test
    void another_name_gives_the_same() {
        var container = Containers.of(DynamicModule.builder("Root")
                .providers(
                        ProviderDefinition.ofExisting(Token.named("second", Animal.class), Token.of(Animal.class)),
                        ProviderDefinition.ofExisting(Token.of(Animal.class), Token.of(Cat.class)),
                        ProviderDefinition.ofClass(Cat.class))
                .build());

        assertThat(container.get(Token.named("second", Animal.class)))
                .isSameAs(container.get(Token.of(Animal.class)))
                .isSameAs(container.get(Token.of(Cat.class)));
    }

    @Test
    void another_name_may_stand_for_what_an_imported_module_exports() {
        var inner = DynamicModule.builder("Inner")
                .providers(Cat.class)
                .exports(Cat.class)
                .build();
        var outer = DynamicModule.builder("Outer")
                .imports(inner)
                .providers(ProviderDefinition.ofExisting(Token.of(Animal.class), Token.of(Cat.class)))
                .exports(Animal.class)
                .build();
        var container =
                Containers.of(DynamicModule.builder("Root").imports(outer).build());

        assertThat(container.get(Token.of(Animal.class))).isInstanceOf(Cat.class);
    }

    @Test
    void a_value_is_what_it_is() {
        var clock = Clock.systemUTC();
        var container = Containers.of(DynamicModule.builder("Root")
                .providers(ProviderDefinition.ofValue(Token.of(Clock.class), clock))
                .build());

        assertThat(container.get(Token.of(Clock.class))).isSameAs(clock);
    }

    // ---- later ----

    record Config(String zone) {}

    record Zone(
            Config config,
            @Named("later") String later,
            @Named("mono") String mono) {}

    @Module(providers = Zone.class)
    static final class LaterModule {
        @Provides
        CompletableFuture<Config> config() {
            return CompletableFuture.supplyAsync(
                    () -> new Config("UTC"), CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
        }

        @Provides
        @Named("later")
        CompletionStage<String> later(Config config) {
            return CompletableFuture.completedFuture("later in " + config.zone());
        }

        @Provides
        @Named("mono")
        static Mono<String> mono(Config config) {
            return Mono.just("mono in " + config.zone());
        }
    }

    @Test
    void what_comes_later_is_waited_for() {
        assertThat(Containers.of(LaterModule.class).get(Token.of(Zone.class)))
                .isEqualTo(new Zone(new Config("UTC"), "later in UTC", "mono in UTC"));
    }

    @Test
    void a_definition_may_come_later_too() {
        var text = Token.of(String.class);
        var container = Containers.of(DynamicModule.builder("Root")
                .providers(
                        ProviderDefinition.ofAsync(
                                Token.of(Config.class), () -> CompletableFuture.completedFuture(new Config("CET"))),
                        ProviderDefinition.ofAsync(
                                text,
                                Token.of(Config.class),
                                config -> Mono.just(config.zone()).toFuture()))
                .build());

        assertThat(container.get(text)).isEqualTo("CET");
    }

    // ---- what may be missing ----

    static final class Wishes {
        final Optional<Cat> cat;
        final @Nullable Dog dog;
        final Provider<Optional<Dog>> laterDog;

        @Inject
        @Nullable Clock clock;

        Wishes(Optional<Cat> cat, @Nullable Dog dog, Provider<Optional<Dog>> laterDog) {
            this.cat = cat;
            this.dog = dog;
            this.laterDog = laterDog;
        }
    }

    @Module(providers = Wishes.class)
    static final class NothingModule {}

    @Test
    void what_may_be_missing_may_be_missing() {
        var wishes = Containers.of(NothingModule.class).get(Token.of(Wishes.class));

        assertThat(wishes.cat).isEmpty();
        assertThat(wishes.dog).isNull();
        assertThat(wishes.laterDog.get()).isEmpty();
        assertThat(wishes.clock).isNull();
    }

    @Module(providers = {Wishes.class, Cat.class, Dog.class})
    static final class EverythingModule {
        @Provides
        static Clock clock() {
            return Clock.systemUTC();
        }
    }

    @Test
    void what_may_be_missing_may_be_there() {
        var container = Containers.of(EverythingModule.class);
        var wishes = container.get(Token.of(Wishes.class));

        assertThat(wishes.cat).containsSame(container.get(Token.of(Cat.class)));
        assertThat(wishes.dog).isSameAs(container.get(Token.of(Dog.class)));
        assertThat(wishes.laterDog.get()).contains(container.get(Token.of(Dog.class)));
        assertThat(wishes.clock).isNotNull();
    }

    // ---- all of a kind ----

    record Zoo(
            List<Animal> list,
            Set<Animal> set,
            Collection<? extends Animal> collection,
            Iterable<Animal> iterable,
            @Named("wild") List<Animal> wild,
            Provider<List<Animal>> later,
            Optional<List<Clock>> clocks) {}

    static final class Wolf implements Animal {}

    static final class Hidden implements Animal {}

    @Module(
            providers = {Dog.class, Hidden.class},
            exports = Dog.class)
    static final class KennelModule {}

    @Global
    @Module(exports = Animal.class)
    static final class WildModule {
        @Provides
        @Named("wild")
        static Animal wolf() {
            return new Wolf();
        }
    }

    @Module(
            imports = {KennelModule.class, WildModule.class},
            providers = {Zoo.class, Cat.class})
    static final class ZooModule {
        @Provides
        static Animal anotherNameOfTheCat(Cat cat) {
            return cat;
        }
    }

    @Test
    void a_collection_is_of_all_in_sight_each_once() {
        var zoo = Containers.of(ZooModule.class).get(Token.of(Zoo.class));

        assertThat(zoo.list()).hasExactlyElementsOfTypes(Cat.class, Dog.class, Wolf.class);
        assertThat(zoo.set()).containsExactlyElementsOf(zoo.list());
        assertThat(zoo.collection()).hasSize(3);
        assertThat(zoo.iterable()).hasSize(3);
        assertThat(zoo.wild()).hasExactlyElementsOfTypes(Wolf.class);
        assertThat(zoo.later().get()).isEqualTo(zoo.list());
        assertThat(zoo.clocks()).isEmpty();
    }

    interface Handler<T> {}

    static class TextHandler implements Handler<String> {}

    static final class LoudHandler extends TextHandler {}

    static final class NumberHandler implements Handler<Integer> {}

    record Handlers(List<Handler<String>> texts, List<Handler<Integer>> numbers) {}

    @Module(providers = {Handlers.class, TextHandler.class, LoudHandler.class, NumberHandler.class})
    static final class HandlersModule {}

    @Test
    void type_arguments_count() {
        var handlers = Containers.of(HandlersModule.class).get(Token.of(Handlers.class));

        assertThat(handlers.texts()).hasExactlyElementsOfTypes(TextHandler.class, LoudHandler.class);
        assertThat(handlers.numbers()).hasExactlyElementsOfTypes(NumberHandler.class);
    }

    record Composite(List<Animal> parts) implements Animal {}

    @Module(providers = {Composite.class, Cat.class})
    static final class CompositeModule {}

    @Test
    void what_asks_for_all_of_its_kind_is_not_among_them() {
        assertThat(Containers.of(CompositeModule.class)
                        .get(Token.of(Composite.class))
                        .parts())
                .hasExactlyElementsOfTypes(Cat.class);
    }

    record Ports(List<Integer> ports) {}

    @Module(providers = Ports.class)
    static final class PortsModule {
        @Provides
        static List<Integer> ports() {
            return List.of(3001);
        }

        @Provides
        static int other() {
            return 1;
        }
    }

    @Test
    void a_list_that_is_provided_as_such_is_that_one() {
        assertThat(Containers.of(PortsModule.class).get(Token.of(Ports.class)).ports())
                .containsExactly(3001);
    }

    // ---- fields and methods ----

    static final class Late {
        final List<String> calls = new ArrayList<>();

        @Inject
        private Provider<Cat> cat;

        @Inject
        void several(Cat one, Optional<Dog> other, @Named("text") String text) {
            calls.add((cat.get() == one) + " " + other.isPresent() + " " + text);
        }
    }

    @Module(providers = {Late.class, Cat.class})
    static final class LateModule {
        @Provides
        @Named("text")
        static String text() {
            return "hello";
        }
    }

    @Test
    void fields_come_before_methods_and_both_take_all_forms() {
        assertThat(Containers.of(LateModule.class).get(Token.of(Late.class)).calls)
                .containsExactly("true false hello");
    }

    @Test
    void a_generic_type_is_a_token() {
        var names = Token.of(new TypeRef<List<String>>() {});
        var container = Containers.of(DynamicModule.builder("Root")
                .providers(ProviderDefinition.ofFactory(names, () -> List.of("Ada")))
                .build());

        assertThat(container.get(names)).containsExactly("Ada");
        assertThat(names).hasToString("List<String>");
    }
}
