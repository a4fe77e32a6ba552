package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.codec.TypeRef;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What modules put together, when they are right. */
final class WiringTest {

    static final class Engine {}

    record Car(Engine engine) {}

    @Module(providers = {Car.class, Engine.class})
    static final class GarageModule {}

    @Test
    void a_lone_constructor_needs_no_annotation() {
        var container = Containers.of(GarageModule.class);

        assertThat(container.get(Token.of(Car.class)).engine()).isSameAs(container.get(Token.of(Engine.class)));
    }

    @Module(providers = Engine.class, exports = Engine.class)
    static final class EngineModule {}

    @Module(imports = EngineModule.class, exports = EngineModule.class)
    static final class PartsModule {}

    @Module(imports = PartsModule.class, providers = Car.class)
    static final class AssemblyModule {}

    @Test
    void what_an_imported_module_passes_on_is_in_sight() {
        var container = Containers.of(AssemblyModule.class);

        assertThat(container.get(Token.of(Car.class)).engine()).isSameAs(container.get(Token.of(Engine.class)));
    }

    @Global
    @Module(providers = Engine.class, exports = Engine.class)
    static final class GlobalEngineModule {}

    @Module(providers = Car.class)
    static final class InnermostModule {}

    @Module(imports = {GlobalEngineModule.class, InnermostModule.class})
    static final class GlobalRootModule {}

    @Test
    void what_a_global_module_exports_is_in_sight_everywhere() {
        assertThat(Containers.of(GlobalRootModule.class)
                        .get(Token.of(Car.class))
                        .engine())
                .isNotNull();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Qualifier @interface Spare {
        int number();
    }

    record Choice(
            @Named("left") String left, @Spare(number = 2) String spare, List<Integer> numbers, int port) {}

    @Module(providers = Choice.class)
    static final class ProvidesModule {
        private final Engine engine;

        ProvidesModule(Engine engine) {
            this.engine = engine;
        }

        @Provides
        static Engine engine() {
            return new Engine();
        }

        @Provides
        @Named("left")
        String left(List<Integer> numbers) {
            assertThat(engine).isNotNull();
            return "left of " + numbers;
        }

        @Provides
        @Spare(number = 2)
        String spare() {
            return "spare";
        }

        @Provides
        List<Integer> numbers() {
            return List.of(1, 2);
        }

        @Provides
        int port() {
            return 3001;
        }
    }

    @Test
    void methods_of_a_module_provide_by_generic_type_and_qualifier() {
        var choice = Containers.of(ProvidesModule.class).get(Token.of(Choice.class));

        assertThat(choice).isEqualTo(new Choice("left of [1, 2]", "spare", List.of(1, 2), 3001));
    }

    static final class Hen {
        private final Provider<Egg> egg;

        Hen(Provider<Egg> egg) {
            this.egg = egg;
        }
    }

    record Egg(Hen hen) {}

    @Module(providers = {Hen.class, Egg.class})
    static final class FarmModule {}

    @Test
    void a_provider_of_it_breaks_a_circle() {
        var container = Containers.of(FarmModule.class);
        var hen = container.get(Token.of(Hen.class));

        assertThat(hen.egg.get()).isSameAs(container.get(Token.of(Egg.class)));
        assertThat(hen.egg.get().hen()).isSameAs(hen);
    }

    static class Vehicle {
        @Inject
        Engine engine;

        final List<String> begun = new ArrayList<>();

        @PostConstruct
        void begin() {
            begun.add("vehicle with " + (engine == null ? "nothing" : "an engine"));
        }
    }

    static final class Truck extends Vehicle {
        private Engine spare;

        @Inject
        void spare(Engine value) {
            this.spare = value;
        }

        @PostConstruct
        void load() {
            begun.add("truck with " + (spare == null ? "nothing" : "a spare"));
        }
    }

    @Module(providers = {Truck.class, Engine.class})
    static final class TruckModule {}

    @Test
    void fields_and_methods_are_injected_before_the_begin_is_told() {
        var truck = Containers.of(TruckModule.class).get(Token.of(Truck.class));

        assertThat(truck.begun).containsExactly("vehicle with an engine", "truck with a spare");
    }

    @Module
    static final class SettingsModule {
        private SettingsModule() {}

        static DynamicModule of(String name, String value) {
            return DynamicModule.builder(SettingsModule.class)
                    .providers(ProviderDefinition.ofValue(Token.named(name, String.class), value))
                    .exports(Token.named(name, String.class))
                    .build();
        }
    }

    record Settings(
            @Named("host") String host,
            @Named("port") String port,
            @Named("url") String url) {}

    @Module(providers = Settings.class)
    static final class DynamicRootModule {
        @Imports
        static List<DynamicModule> settings() {
            return List.of(SettingsModule.of("host", "localhost"), SettingsModule.of("port", "3001"));
        }

        @Imports
        static DynamicModule url() {
            var url = Token.named("url", String.class);
            return DynamicModule.builder("Urls")
                    .imports(SettingsModule.of("scheme", "tcp"))
                    .providers(ProviderDefinition.ofFactory(
                            url, Token.named("scheme", String.class), scheme -> scheme + "://localhost"))
                    .exports(url)
                    .build();
        }
    }

    @Test
    void static_methods_of_a_module_give_modules_to_import() {
        assertThat(Containers.of(DynamicRootModule.class).get(Token.of(Settings.class)))
                .isEqualTo(new Settings("localhost", "3001", "tcp://localhost"));
    }

    @Test
    void a_dynamic_module_that_is_imported_twice_is_one_and_two_that_look_alike_are_two() {
        var made = new AtomicInteger();
        var counter = Token.of(Integer.class);
        var counting = DynamicModule.builder("Counting")
                .providers(ProviderDefinition.ofFactory(counter, made::incrementAndGet))
                .exports(counter)
                .build();
        var like = DynamicModule.builder("Like")
                .providers(ProviderDefinition.ofFactory(counter, made::incrementAndGet))
                .build();
        var other = DynamicModule.builder("Other")
                .imports(counting)
                .exports(counting)
                .build();

        var container = Containers.of(
                DynamicModule.builder("Root").imports(counting, other, like).build());

        assertThat(container.get(counter)).isEqualTo(1);
        assertThat(made).hasValue(2);
    }

    interface Store<T> {
        List<T> all();
    }

    record Names() implements Store<String> {
        @Override
        public List<String> all() {
            return List.of("Ada");
        }
    }

    @Test
    void a_definition_puts_a_class_under_a_generic_type() {
        var names = Token.of(new TypeRef<Store<String>>() {});
        var container = Containers.of(DynamicModule.builder("Root")
                .providers(ProviderDefinition.ofClass(names, Names.class))
                .build());

        assertThat(container.get(names).all()).containsExactly("Ada");
    }

    @Module(imports = RightModule.class, providers = Engine.class, exports = Engine.class)
    static final class LeftModule {}

    @Module(imports = LeftModule.class, providers = Car.class, exports = Car.class)
    static final class RightModule {}

    @Test
    void modules_may_import_each_other() {
        assertThat(Containers.of(LeftModule.class).get(Token.of(Car.class)).engine())
                .isNotNull();
    }

    interface EchoApi {
        @MessagePattern("echo")
        String echo(String text);
    }

    static final class LocalEcho implements EchoApi {
        @Override
        public String echo(String text) {
            return text;
        }
    }

    @Controller
    static final class EchoController {
        final EchoApi echo;

        EchoController(EchoApi echo) {
            this.echo = echo;
        }
    }

    @Module(controllers = EchoController.class, providers = LocalEcho.class)
    static final class ContractModule {
        @Provides
        EchoApi echo(LocalEcho local) {
            return local;
        }
    }

    @Test
    void who_implements_a_contract_need_not_be_a_controller() {
        var container = Containers.of(ContractModule.class);

        assertThat(container.controllers()).hasSize(1);
        assertThat(container.get(Token.of(EchoController.class)).echo).isInstanceOf(LocalEcho.class);
    }

    static final class Closing {
        static final List<String> CLOSED = new ArrayList<>();

        @PreDestroy
        void close() {
            CLOSED.add("closed");
        }
    }

    @Module(providers = Closing.class)
    static final class ClosingModule {
        ClosingModule(Closing closing) {
            assertThat(closing).isNotNull();
            throw new IllegalStateException("no disk");
        }
    }

    @Test
    void what_was_made_is_destroyed_when_something_else_cannot_be_made() {
        Closing.CLOSED.clear();

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Containers.of(ClosingModule.class)))
                .isInstanceOf(WiringException.class)
                .hasMessage("ClosingModule (ClosingModule) could not be made: java.lang.IllegalStateException: no disk")
                .hasCauseExactlyInstanceOf(IllegalStateException.class);
        assertThat(Closing.CLOSED).containsExactly("closed");
    }
}
