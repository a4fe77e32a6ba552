package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import org.junit.jupiter.api.Test;

/** What a module asks for when it wants it. */
final class ModuleRefTest extends CountedProviders {
    record Part(Shelf shelf, Hammer hammer) {}

    static final class Hammer {}

    @Controller
    static final class RefController {
        private final ModuleRef modules;

        RefController(ModuleRef modules) {
            this.modules = modules;
        }

        @MessagePattern("ref")
        String ref() {
            var basket = modules.resolve(Basket.class);
            return basket.number + " " + (basket == modules.resolve(Basket.class)) + " "
                    + modules.create(Needy.class).basket().number;
        }
    }

    record Needy(Basket basket) {}

    @Module(
            controllers = RefController.class,
            providers = {Shelf.class, Hammer.class, Basket.class, Counter.class},
            exports = Shelf.class)
    static final class RefModule {
        final ModuleRef modules;

        RefModule(ModuleRef modules) {
            this.modules = modules;
        }
    }

    @Test
    void a_module_ref_gives_resolves_and_creates() {
        try (var service = serve(RefModule.class)) {
            var modules = service.get(RefModule.class).modules;

            assertThat(modules.get(Shelf.class)).isSameAs(service.get(Shelf.class));
            assertThat(modules.create(Part.class).shelf()).isSameAs(service.get(Shelf.class));
            assertThat(modules.create(Part.class)).isNotSameAs(modules.create(Part.class));
            assertThat(modules.resolve(Counter.class)).isNotSameAs(modules.resolve(Counter.class));
            MADE.set(0);
            assertThat(client.request("ref", String.class).block(LIMIT)).isEqualTo("1 true 1");
            assertThat(modules).hasToString("ModuleRef of RefModule");
        }
    }
}
