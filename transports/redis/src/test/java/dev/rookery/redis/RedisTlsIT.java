package dev.rookery.redis;

import static dev.rookery.redis.Services.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.RedisBroker;
import dev.rookery.brokers.TestAuthority;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.transport.Tls;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections to Redis, with certificates on one side or both. */
final class RedisTlsIT {
    @TempDir
    private static Path folder = Path.of("");

    private final TestAuthority authority = new TestAuthority(folder);
    private final TestAuthority.Identity identity = authority.issue("broker", "localhost", "127.0.0.1");

    private static final class Echo {
        @MessagePattern("echo")
        int echo(int number) {
            return number;
        }
    }

    @Test
    void an_encrypted_connection_is_made_to_who_is_trusted() {
        var tls = Tls.builder().trust(authority.certificate()).build();
        try (var broker = RedisBroker.builder()
                        .tls(identity.certificate(), identity.key())
                        .start();
                var _ = Services.serve(broker, new Echo(), options -> options.tls(tls));
                var client = Services.client(broker, options -> options.tls(tls));
                var distrustful = Services.client(
                        broker, options -> options.tls(Tls.builder().build()))) {
            assertThat(client.request("echo", 1, Integer.class).block(WAIT)).isEqualTo(1);
            assertThatThrownBy(() -> distrustful.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);
        }
    }

    @Test
    void a_broker_that_asks_for_a_certificate_gets_one() throws Exception {
        var own = authority.issue("client");
        var tls = Tls.builder()
                .trust(authority.certificate())
                .certificate(own.certificate(), own.key())
                .build();
        try (var broker = RedisBroker.builder()
                        .tls(identity.certificate(), identity.key(), authority.certificate())
                        .start();
                var _ = Services.serve(broker, new Echo(), options -> options.tls(tls));
                var client = Services.client(broker, options -> options.tls(tls));
                var anonymous = Services.client(
                        broker,
                        options -> options.tls(
                                Tls.builder().trust(authority.certificate()).build()))) {
            assertThat(client.request("echo", 1, Integer.class).block(WAIT)).isEqualTo(1);
            assertThatThrownBy(() -> anonymous.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);
        }
    }
}
