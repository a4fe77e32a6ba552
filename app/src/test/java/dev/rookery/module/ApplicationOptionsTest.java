package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.InvalidOptionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ApplicationOptionsTest {
    private static final Duration LESS_THAN_NOTHING = Duration.ofNanos(-1);

    @Test
    void the_defaults_are_those_that_the_docs_tell() {
        var options = ApplicationOptions.defaults();

        assertThat(options.factoryTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.startHookTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.shutdownHookTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.maxTenants()).isEqualTo(1_000);
    }

    @Test
    void a_wrong_value_is_named_with_what_was_expected() {
        var builder = ApplicationOptions.builder();

        assertThatThrownBy(() -> builder.factoryTimeout(LESS_THAN_NOTHING).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("factoryTimeout");
        assertThatThrownBy(() -> ApplicationOptions.builder().maxTenants(0).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("maxTenants");
    }
}
