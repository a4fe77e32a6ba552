package dev.rookery.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.Capability;
import dev.rookery.transport.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class RedisTransporterTest {

    @Test
    void without_any_option_it_is_the_local_redis_as_nest_uses_it() {
        var options = RedisTransporter.builder().build().options();

        assertThat(options.host()).isEqualTo("localhost");
        assertThat(options.port()).isEqualTo(6379);
        assertThat(options.wildcards()).isFalse();
        assertThat(options.claimRequests()).isFalse();
        assertThat(options.startRetries()).isZero();
        assertThat(options.tls()).isNull();
    }

    @Test
    void a_wrong_option_is_an_error_that_names_it_with_its_value() {
        assertWrong("port", "0", builder -> builder.port(0));
        assertWrong("host", " ", builder -> builder.host(" "));
        assertWrong("database", "-1", builder -> builder.database(-1));
        assertWrong("connectTimeout", "PT0S", builder -> builder.connectTimeout(Duration.ZERO));
        assertWrong("commandTimeout", "PT-1S", builder -> builder.commandTimeout(Duration.ofSeconds(-1)));
        assertWrong("startRetries", "-1", builder -> builder.startRetries(-1));
        assertWrong("connectionName", "two words", builder -> builder.connectionName("two words"));
        assertWrong("maxReplyChannels", "0", builder -> builder.maxReplyChannels(0));
        assertWrong("maxWaitingMessages", "0", builder -> builder.maxWaitingMessages(0));
        assertThatThrownBy(() -> Tls.builder().trust(Path.of("nowhere.pem")).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("nowhere.pem");
    }

    private static void assertWrong(String option, String value, Consumer<RedisTransporter.Builder> set) {
        var builder = RedisTransporter.builder();
        set.accept(builder);
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(option)
                .hasMessageContaining(value);
    }

    @Test
    void no_text_of_it_tells_the_password() {
        var transporter = RedisTransporter.builder().login("me", "hush").build();

        assertThat(List.of(transporter.toString(), transporter.options().toString()))
                .noneMatch(text -> text.contains("hush"));
    }

    @Test
    void what_it_can_do_depends_on_options() {
        assertThat(RedisTransporter.builder().build().capabilities())
                .containsExactlyInAnyOrder(Capability.REQUEST, Capability.EVENT, Capability.NO_LISTENER_KNOWN);
        assertThat(RedisTransporter.builder()
                        .wildcards(true)
                        .claimRequests(true)
                        .build()
                        .capabilities())
                .contains(Capability.WILDCARDS, Capability.SHARED_WORK);
    }
}
