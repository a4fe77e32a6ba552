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
import dev.rookery.transport.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encryption, by TLS as everywhere or by the driver's own properties, and login. */
final class KafkaSecurityIT {
    @TempDir
    private static Path folder = Path.of("");

    private final TestAuthority authority = new TestAuthority(folder);
    private final TestAuthority.Identity identity = authority.issue("broker", "localhost", "127.0.0.1");

    @Test
    void an_encrypted_connection_is_made_to_who_is_trusted_and_with_a_certificate_where_one_is_asked_for()
            throws Exception {
        var own = authority.issue("client");
        var trusting = Tls.builder().trust(authority.certificate());
        var known = Tls.builder().trust(authority.certificate()).certificate(own.certificate(), own.key());
        try (var broker = KafkaBroker.builder()
                .tls(identity.certificate(), identity.key(), authority.certificate())
                .start()) {
            assertIsServed(broker, options -> options.tls(known.build()));
            assertIsRefused(broker, options -> options.tls(trusting.build()));
            assertIsRefused(broker, options -> options);
        }
    }

    @Test
    void the_driver_s_own_properties_encrypt_as_well() throws Exception {
        var own = authority.issue("client");
        var properties = Map.<String, Object>of(
                "security.protocol",
                "SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority.certificate().toString(),
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.location",
                own.both().toString());
        try (var broker = KafkaBroker.builder()
                .tls(identity.certificate(), identity.key(), authority.certificate())
                .start()) {
            assertIsServed(broker, options -> options.properties(properties));
        }
    }

    @Test
    void a_certificate_for_another_host_is_refused_unless_that_is_wanted() throws Exception {
        var elsewhere = authority.issue("elsewhere", "kafka.example");
        try (var broker = KafkaBroker.builder()
                .tls(elsewhere.certificate(), elsewhere.key())
                .start()) {
            var trusting = Tls.builder().trust(authority.certificate());
            assertIsRefused(broker, options -> options.tls(trusting.build()));
            assertIsServed(
                    broker,
                    options -> options.tls(trusting.verifyHostname(false).build()));
        }
    }

    @Test
    void tls_is_said_once() {
        var tls = Tls.builder().build();
        assertThatThrownBy(() -> KafkaTransporter.builder()
                        .tls(tls)
                        .properties(Map.of("ssl.truststore.location", "trust.p12"))
                        .build())
                .hasMessage("tls: TLS (expected: tls, or the property ssl.truststore.location, but not both)");
        assertThatThrownBy(() -> KafkaTransporter.builder()
                        .tls(tls)
                        .properties(Map.of("security.protocol", "PLAINTEXT"))
                        .build())
                .hasMessageContaining("SSL or SASL_SSL, in place of PLAINTEXT");
    }

    @Test
    void a_login_is_asked_for_and_given_in_plain_words_and_by_scram() {
        var modules = Map.of("PLAIN", "plain.PlainLoginModule", "SCRAM-SHA-256", "scram.ScramLoginModule");
        try (var broker = KafkaBroker.builder()
                .tls(identity.certificate(), identity.key())
                .user("ada", "secret")
                .start()) {
            modules.forEach((mechanism, module) -> {
                assertIsServed(
                        broker,
                        options -> options.properties(login(mechanism, module, "secret"))
                                .tls(Tls.builder()
                                        .trust(authority.certificate())
                                        .build()));
                assertThatThrownBy(() -> Services.serve(
                                        broker,
                                        new Echo(),
                                        options -> options.properties(login(mechanism, module, "wrong"))
                                                .tls(Tls.builder()
                                                        .trust(authority.certificate())
                                                        .build()))
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
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                "org.apache.kafka.common.security." + module + " required username=\"ada\" password=\"" + password
                        + "\";");
    }

    private static void assertIsServed(Broker broker, UnaryOperator<KafkaTransporter.Builder> options) {
        try (var _ = Services.serve(broker, new Echo(), options);
                var client = Services.client(broker, options)) {
            assertThat(client.request("secure.echo", 1, Integer.class).block(LIMIT))
                    .isEqualTo(1);
        }
    }

    private static void assertIsRefused(Broker broker, UnaryOperator<KafkaTransporter.Builder> options) {
        try (var client = Services.client(broker, each -> options.apply(each).connectTimeout(Duration.ofSeconds(3)))) {
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
