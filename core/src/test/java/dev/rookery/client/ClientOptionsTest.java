package dev.rookery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.InvalidOptionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ClientOptionsTest {
    private static final Duration LESS_THAN_NOTHING = Duration.ofNanos(-1);

    @Test
    void the_defaults_are_those_that_the_docs_tell() {
        var options = ClientOptions.defaults();

        assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.maxBufferedReplies()).isEqualTo(1_024);
        assertThat(options.stallTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.dispatchHook()).isNull();
    }

    @Test
    void the_least_values_may_be_set() {
        var options = ClientOptions.builder()
                .timeout(Duration.ZERO)
                .maxBufferedReplies(1)
                .stallTimeout(Duration.ZERO)
                .build();

        assertThat(options.timeout()).isZero();
        assertThat(options.maxBufferedReplies()).isOne();
        assertThat(options.stallTimeout()).isZero();
    }

    @Test
    void a_wrong_value_is_named_with_what_was_expected() {
        assertThatThrownBy(
                        () -> ClientOptions.builder().timeout(LESS_THAN_NOTHING).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("timeout");
        assertThatThrownBy(() -> ClientOptions.builder().maxBufferedReplies(0).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("maxBufferedReplies");
        assertThatThrownBy(() ->
                        ClientOptions.builder().stallTimeout(LESS_THAN_NOTHING).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("stallTimeout");
    }
}
