package dev.rookery.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.HandlerDefinitionException;
import org.junit.jupiter.api.Test;

final class ComponentFactoryTest {
    private final ComponentFactory factory = ComponentFactory.byConstructor();

    static final class Private {
        private final String made;

        private Private() {
            made = "made";
        }
    }

    record Needs(String something) {}

    static final class Fails {
        Fails() {
            throw new IllegalStateException("no luck");
        }
    }

    abstract static class Half {}

    @Test
    void a_constructor_may_be_private() {
        assertThat(factory.get(Private.class).made).isEqualTo("made");
    }

    @Test
    void what_cannot_be_made_is_named_with_the_cure() {
        assertThatThrownBy(() -> factory.get(Needs.class))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining(Needs.class.getName())
                .hasMessageContaining("register an instance");
        assertThatThrownBy(() -> factory.get(Half.class))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining(Half.class.getName());
    }

    @Test
    void a_constructor_that_fails_is_told_with_its_own_exception() {
        assertThatThrownBy(() -> factory.get(Fails.class))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining(Fails.class.getName())
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no luck");
    }
}
