package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.InvalidOptionException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class WebSocketOptionsTest {
    private static void refuses(String option, UnaryOperator<WebSocketOptions.Builder> wrong) {
        var builder = wrong.apply(WebSocketOptions.builder());
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(option);
    }

    @Test
    void defaults_are_those_that_are_told() {
        var options = WebSocketOptions.defaults();

        assertThat(options.maxMessageBytes()).isEqualTo(1024 * 1024);
        assertThat(options.idleTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.pingInterval()).isEqualTo(Duration.ofSeconds(25));
        assertThat(options.maxUnsentBytes()).isEqualTo(1024 * 1024);
        assertThat(options.slowReader()).isEqualTo(SlowReader.CLOSE);
        assertThat(options.maxStreams()).isEqualTo(1_000);
        assertThat(options.allowedOrigins()).isEmpty();
        assertThat(WebSocketDoor.builder().build().webSocket()).isEqualTo(options);
        assertThat(HttpDoor.builder().build().webSocket()).isEqualTo(options);
        assertThat(WebSocketDoor.builder().build()).hasToString("ws 0.0.0.0:3002");
    }

    @Test
    void values_that_cannot_be_are_refused() {
        refuses("maxMessageBytes", options -> options.maxMessageBytes(0));
        refuses("maxUnsentBytes", options -> options.maxUnsentBytes(0));
        refuses("maxStreams", options -> options.maxStreams(0));
        refuses("idleTimeout", options -> options.idleTimeout(Duration.ofSeconds(-1)));
        refuses("pingInterval", options -> options.pingInterval(Duration.ofSeconds(-1)));
        refuses("pingInterval", options -> options.pingInterval(Duration.ofSeconds(60)));
    }

    @Test
    void zero_lifts_limits_of_time() {
        var options = WebSocketOptions.builder()
                .idleTimeout(Duration.ZERO)
                .pingInterval(Duration.ofHours(1))
                .build();

        assertThat(options.pingInterval()).hasHours(1);
    }
}
