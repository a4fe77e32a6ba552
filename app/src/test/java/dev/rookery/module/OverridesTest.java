package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseGuards;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What takes the place of what, and where. */
final class OverridesTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    private static Container container(Object root, UnaryOperator<Overrides.Builder> overrides) {
        var options = ApplicationOptions.builder()
                .overrides(overrides.apply(Overrides.builder()).build())
                .build();
        return root instanceof Class<?> type
                ? Container.of(type, options)
                : Container.of((DynamicModule) root, options);
    }

    private static void told(Object root, UnaryOperator<Overrides.Builder> overrides, String message) {
        assertThatThrownBy(() -> container(root, overrides).requireComponents(true))
                .isInstanceOf(WiringException.class)
                .hasMessage(message);
    }

    // ---- providers ----

    interface Voice {
        String sound();
    }

    static final class Meow implements Voice {
        @Override
        public String sound() {
            return "meow";
        }
    }

    record Quiet(Clock clock) implements Voice {
        @Override
        public String sound() {
            return "at " + clock.instant();
        }
    }

    record Cat(Voice voice) {}

    record Dog(Voice voice) {}

    @Module(exports = Voice.class)
    static final class VoiceModule {
        @Provides
        Voice voice() {
            return new Meow();
        }

        @Provides
        Clock clock() {
            return NOON;
        }
    }

    @Module(imports = VoiceModule.class, providers = Cat.class)
    static final class CatModule {}

    @Module(imports = CatModule.class, providers = Dog.class)
    static final class OwnVoiceModule {
        @Provides
        Voice voice() {
            return () -> "woof";
        }
    }

    @Test
    void a_value_counts_in_each_module_that_provides_the_token() {
        Voice silence = () -> "";
        var container = container(OwnVoiceModule.class, overrides -> overrides.provider(Voice.class, silence));

        assertThat(container.get(Token.of(Cat.class)).voice()).isSameAs(silence);
        assertThat(container.get(Token.of(Dog.class)).voice()).isSameAs(silence);
    }

    @Test
    void a_class_is_made_with_what_each_module_sees() {
        var container = container(CatModule.class, overrides -> overrides.provider(Voice.class, Quiet.class));

        assertThat(container.get(Token.of(Cat.class)).voice().sound()).isEqualTo("at 2026-01-01T12:00:00Z");
    }

    @Test
    void what_the_class_needs_has_to_be_in_sight_of_each_module() {
        told(
                OwnVoiceModule.class,
                overrides -> overrides.provider(Voice.class, Quiet.class),
                "Quiet (OwnVoiceModule) needs Clock as parameter 1 of its constructor, and VoiceModule, which has it, does not export"
                        + " it: add Clock.class to the exports of VoiceModule, and add VoiceModule.class to the imports of"
                        + " OwnVoiceModule");
    }

    @Test
    void what_was_overridden_is_not_made() {
        var made = new AtomicInteger();
        var module = DynamicModule.builder("Counting")
                .providers(ProviderDefinition.ofFactory(Token.of(Voice.class), () -> {
                    made.incrementAndGet();
                    return new Meow();
                }))
                .build();

        container(module, overrides -> overrides.provider(Token.of(Voice.class), Meow.class));

        assertThat(made).hasValue(0);
    }

    @Test
    void a_definition_says_how_and_in_which_scope() {
        var module = DynamicModule.builder("Animals")
                .providers(Cat.class)
                .providers(ProviderDefinition.ofFactory(Token.of(Voice.class), Meow::new))
                .build();
        var another = ProviderDefinition.<Voice>ofFactory(Token.of(Voice.class), Meow::new)
                .in(Scope.TRANSIENT);

        var container = container(module, overrides -> overrides.provider(another));

        assertThat(container.resolve(Token.of(Voice.class)))
                .isNotSameAs(container.get(Token.of(Cat.class)).voice());
    }

    @Test
    void a_name_stands_for_whatever_has_it() {
        var module = DynamicModule.builder("Clocks")
                .providers(ProviderDefinition.ofValue(Token.named("CLOCK", Clock.class), Clock.systemUTC()))
                .build();

        var container = container(module, overrides -> overrides.provider("CLOCK", NOON));

        assertThat(container.get(Token.named("CLOCK", Clock.class))).isSameAs(NOON);
    }

    @Test
    void a_value_of_another_type_is_told() {
        var module = DynamicModule.builder("Clocks")
                .providers(ProviderDefinition.ofValue(Token.named("CLOCK", Clock.class), Clock.systemUTC()))
                .build();

        told(
                module,
                overrides -> overrides.provider("CLOCK", "noon"),
                "@Named(\"CLOCK\") Clock (Clocks) is overridden by a String, which is none: give it a Clock");
    }

    @Test
    void a_class_that_cannot_be_made_is_told() {
        told(
                CatModule.class,
                overrides -> overrides.provider(Voice.class, Voice.class),
                "Voice is an interface and cannot be made: name a concrete class, or write a @Provides method that returns it");
    }

    // ---- components ----

    static final class Locked implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return false;
        }
    }

    @Controller
    @UseGuards(Locked.class)
    static final class DoorController {
        @MessagePattern("open")
        void open() {}
    }

    @Module(providers = Locked.class, controllers = DoorController.class)
    static final class DoorModule {}

    private static Guard guard(Container container) {
        return container.controllers().getFirst().components().get(Locked.class);
    }

    @Test
    void a_guard_that_is_a_provider_is_overridden_there_too() {
        Guard open = context -> true;
        var container = container(DoorModule.class, overrides -> overrides.component(Locked.class, open));

        assertThat(guard(container)).isSameAs(open);
        container.requireComponents(true);
    }

    record Porter(Locked guard) {}

    @Module(
            providers = {Locked.class, Porter.class},
            controllers = DoorController.class)
    static final class PorterModule {}

    @Test
    void a_guard_of_another_class_cannot_be_injected_as_the_first() {
        Guard open = context -> true;

        told(
                PorterModule.class,
                overrides -> overrides.component(Locked.class, open),
                "Porter (PorterModule) needs Locked as parameter 1 of its constructor, and that is overridden by something of another"
                        + " class: override it by one that is a Locked");
    }

    record ByName(@Named("open") boolean open) implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return open;
        }
    }

    @Module(controllers = DoorController.class)
    static final class HouseModule {
        @Provides
        @Named("open")
        boolean open() {
            return true;
        }
    }

    @Test
    void a_class_in_place_of_a_guard_is_made_with_what_its_module_sees() throws Exception {
        var container = container(HouseModule.class, overrides -> overrides.component(Locked.class, ByName.class));

        assertThat(guard(container)).isEqualTo(new ByName(true));
    }

    @Test
    void a_component_that_nobody_names_is_told() {
        told(
                CatModule.class,
                overrides -> overrides.component(Locked.class, ByName.class),
                "Locked is overridden, and neither does a handler name it nor a module provide it. Named by handlers: none. Override one"
                        + " of these, or remove the override");
    }

    // ---- modules ----

    @Module(exports = Voice.class)
    static final class SilentModule {
        @Provides
        Voice voice() {
            return () -> "";
        }
    }

    @Module(imports = VoiceModule.class, exports = VoiceModule.class)
    static final class PassingModule {}

    @Test
    void what_passes_a_module_on_passes_on_what_overrides_it() {
        var root = DynamicModule.builder("Root")
                .imports(PassingModule.class)
                .providers(Cat.class)
                .build();

        var container = container(root, overrides -> overrides.module(VoiceModule.class, SilentModule.class));

        assertThat(container.get(Token.of(Cat.class)).voice().sound()).isEmpty();
    }

    @Test
    void a_class_stands_for_modules_that_were_built_from_it() {
        var built = DynamicModule.builder(VoiceModule.class).name("Loud").build();
        var root = DynamicModule.builder("Root")
                .imports(built)
                .exports(built)
                .providers(Cat.class)
                .build();
        var silent = DynamicModule.builder(SilentModule.class).build();

        assertThat(container(root, overrides -> overrides.module(VoiceModule.class, silent))
                        .get(Token.of(Cat.class))
                        .voice()
                        .sound())
                .isEmpty();
        assertThat(container(root, overrides -> overrides.module(built, silent))
                        .get(Token.of(Cat.class))
                        .voice()
                        .sound())
                .isEmpty();
    }

    @Test
    void a_module_that_nobody_imports_is_told() {
        told(
                CatModule.class,
                overrides -> overrides.module(DoorModule.class, SilentModule.class),
                "DoorModule is overridden, and no module imports it. Modules: CatModule, VoiceModule. Override one of these, or remove the"
                        + " override");
    }

    @Test
    void what_is_overridden_as_the_wrong_thing_is_told() {
        told(
                DoorModule.class,
                overrides -> overrides.provider(DoorModule.class, new DoorModule()),
                "DoorModule is overridden as a provider, and is a module: override it as a module");
        told(
                DoorModule.class,
                overrides -> overrides.provider(DoorController.class, new DoorController()),
                "DoorController is overridden as a provider, and is a controller: override what it needs, or its module");
        told(
                HouseModule.class,
                overrides -> overrides.provider(Locked.class, new Locked()),
                "Locked is overridden as a provider, and no module provides it: override it as the guard, interceptor, pipe or filter that"
                        + " it is");
    }

    // ---- what is missing ----

    record Wanting(Voice voice, Optional<Clock> clock, Provider<Cat> cat, List<Voice> all) {}

    @Test
    void what_no_module_provides_is_filled_in_once() {
        var asked = new AtomicInteger();
        var module = DynamicModule.builder("Wanting")
                .providers(Wanting.class, Dog.class)
                .build();
        var container = container(
                module,
                overrides -> overrides.mockMissing(token -> {
                    asked.incrementAndGet();
                    return Optional.of(
                            token.rawType() == List.class
                                    ? List.of()
                                    : token.rawType() == Cat.class ? new Cat(new Meow()) : new Meow());
                }));

        var wanting = container.get(Token.of(Wanting.class));
        assertThat(wanting.voice()).isSameAs(container.get(Token.of(Dog.class)).voice());
        assertThat(wanting.voice()).isSameAs(container.get(Token.of(Voice.class)));
        assertThat(wanting.clock()).isEmpty();
        assertThat(wanting.cat().get()).isSameAs(wanting.cat().get());
        assertThat(asked).hasValue(3);
    }

    @Test
    void what_is_provided_and_not_in_sight_stays_a_mistake() {
        var module = DynamicModule.builder("Root")
                .imports(DynamicModule.builder("Inner")
                        .providers(ProviderDefinition.ofValue(Token.of(Voice.class), new Meow()))
                        .build())
                .providers(Cat.class)
                .build();

        told(
                module,
                overrides -> overrides.mockMissing(token -> Optional.of(new Meow())),
                "Cat (Root) needs Voice as parameter 1 of its constructor, and Inner, which has it, does not export it: export it from"
                        + " Inner");
    }

    @Test
    void a_lazy_module_is_the_one_that_overrides_it() {
        var root = DynamicModule.builder("Root").imports(VoiceModule.class).build();
        var container = container(root, overrides -> overrides.module(VoiceModule.class, SilentModule.class));

        assertThat(container.load(VoiceModule.class).get(Voice.class).sound()).isEmpty();
    }

    @Test
    void lazy_modules_are_overridden_too() {
        var root = DynamicModule.builder("Root").imports(VoiceModule.class).build();
        var container = container(root, overrides -> overrides.provider(Voice.class, () -> "none"));

        assertThat(container.load(OwnVoiceModule.class).get(Dog.class).voice().sound())
                .isEqualTo("none");
    }
}
