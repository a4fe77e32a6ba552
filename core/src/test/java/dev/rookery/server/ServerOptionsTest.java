package dev.rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.InvalidOptionException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class ServerOptionsTest {
    private static final Duration LESS_THAN_NOTHING = Duration.ofNanos(-1);

    @Test
    void the_defaults_are_those_that_the_docs_tell() {
        var options = ServerOptions.defaults();

        assertThat(options.maxInFlight()).isEqualTo(16_384);
        assertThat(options.maxWaiting()).isEqualTo(4_096);
        assertThat(options.handlerTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.maxStreamAge()).isEqualTo(Duration.ofHours(1));
        assertThat(options.drainTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.mdc()).isTrue();
        assertThat(options.orderBy()).isNull();
    }

    @Test
    void the_least_values_may_be_set() {
        var options = ServerOptions.builder()
                .maxInFlight(1)
                .maxWaiting(0)
                .handlerTimeout(Duration.ZERO)
                .maxStreamAge(Duration.ZERO)
                .drainTimeout(Duration.ZERO)
                .build();

        assertThat(options.maxInFlight()).isOne();
        assertThat(options.maxWaiting()).isZero();
        assertThat(options.handlerTimeout()).isZero();
        assertThat(options.maxStreamAge()).isZero();
        assertThat(options.drainTimeout()).isZero();
    }

    @Test
    void a_wrong_value_is_named_with_what_was_expected() {
        assertWrong("maxInFlight", builder -> builder.maxInFlight(0));
        assertWrong("maxWaiting", builder -> builder.maxWaiting(-1));
        assertWrong("handlerTimeout", builder -> builder.handlerTimeout(LESS_THAN_NOTHING));
        assertWrong("maxStreamAge", builder -> builder.maxStreamAge(LESS_THAN_NOTHING));
        assertWrong("drainTimeout", builder -> builder.drainTimeout(LESS_THAN_NOTHING));
    }

    private static void assertWrong(String option, UnaryOperator<ServerOptions.Builder> change) {
        assertThatThrownBy(() -> change.apply(ServerOptions.builder()).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(option);
    }
}
