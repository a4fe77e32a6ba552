package dev.rookery.kafka;

import static dev.rookery.kafka.Services.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.KafkaBroker;
import dev.rookery.brokers.TestAuthority;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.StartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encryption and login, by the driver's own properties. */
final class KafkaSecurityIT {
    @TempDir
    private static Path folder = Path.of("");

    private final TestAuthority authority = new TestAuthority(folder);
    private final TestAuthority.Identity identity = authority.issue("broker", "localhost", "127.0.0.1");

    @Test
    void an_encrypted_connection_is_made_to_who_is_trusted_and_with_a_certificate_where_one_is_asked_for()
            throws Exception {
        var own = authority.issue("client");
        var trusting = Map.<String, Object>of(
                "security.protocol", "SSL",
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", authority.certificate().toString());
        var known = new HashMap<>(trusting);
        known.put("ssl.keystore.type", "PEM");
        known.put("ssl.keystore.location", own.both().toString());
        try (var broker = KafkaBroker.builder()
                .tls(identity.certificate(), identity.key(), authority.certificate())
                .start()) {
            assertIsServed(broker, known);
            assertIsRefused(broker, trusting);
            assertIsRefused(broker, Map.of());
        }
    }

    @Test
    void a_login_is_asked_for_and_given_in_plain_words_and_by_scram() {
        var modules = Map.of("PLAIN", "plain.PlainLoginModule", "SCRAM-SHA-256", "scram.ScramLoginModule");
        try (var broker = KafkaBroker.builder()
                .tls(identity.certificate(), identity.key())
                .user("ada", "secret")
                .start()) {
            modules.forEach((mechanism, module) -> {
                assertIsServed(broker, login(mechanism, module, "secret"));
                assertThatThrownBy(() -> Services.serve(
                                        broker,
                                        new Echo(),
                                        options -> options.properties(login(mechanism, module, "wrong")))
                                .close())
                        .isInstanceOf(StartException.class)
                        .hasMessageContaining("127.0.0.1:" + broker.port())
                        .hasMessageContaining("Authentication failed")
                        .hasMessageNotContaining("wrong");
            });
        }
    }

    private Map<String, Object> login(String mechanism, String module, String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority.certificate().toString(),
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                "org.apache.kafka.common.security." + module + " required username=\"ada\" password=\"" + password
                        + "\";");
    }

    private static void assertIsServed(Broker broker, Map<String, Object> properties) {
        try (var _ = Services.serve(broker, new Echo(), options -> options.properties(properties));
                var client = Services.client(broker, options -> options.properties(properties))) {
            assertThat(client.request("secure.echo", 1, Integer.class).block(LIMIT))
                    .isEqualTo(1);
        }
    }

    private static void assertIsRefused(Broker broker, Map<String, Object> properties) {
        try (var client = Services.client(
                broker, options -> options.properties(properties).connectTimeout(Duration.ofSeconds(3)))) {
            assertThatThrownBy(() -> client.connect().block(LIMIT))
                    .isInstanceOf(ConnectionRefusedException.class)
                    .hasMessageContaining("127.0.0.1:" + broker.port());
        }
    }

    private static final class Echo {
        @MessagePattern("secure.echo")
        int echo(int number) {
            return number;
        }
    }
}
