package dev.rookery.kafka;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.internal.OptionCheck;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.TransportSettings;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Makes what {@code rookery.transport=kafka} asks for. The options are those of {@link KafkaOptions}, but for {@code headers}, {@code replyTopic}, the
 * serializers and {@code properties}, which only code can give; of the latter, the usual ones for encryption and login have names in {@code security}.
 */
public final class KafkaTransporterFactory implements TransporterFactory {
    private static final Map<String, String> SECURITY = Map.of(
            "protocol", CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
            "saslMechanism", SaslConfigs.SASL_MECHANISM,
            "saslJaasConfig", SaslConfigs.SASL_JAAS_CONFIG,
            "truststoreType", SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
            "truststoreLocation", SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
            "truststorePassword", SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
            "keystoreType", SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
            "keystoreLocation", SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
            "keystorePassword", SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
            "keyPassword", SslConfigs.SSL_KEY_PASSWORD_CONFIG);

    /** Called by the service loader. */
    public KafkaTransporterFactory() {}

    @Override
    public String id() {
        return KafkaTransporter.ID;
    }

    @Override
    public Transporter create(TransportSettings settings) {
        var builder = KafkaTransporter.builder();
        given(settings.list("brokers")).ifPresent(builder::brokers);
        settings.text("clientId").ifPresent(builder::clientId);
        settings.text("groupId").ifPresent(builder::groupId);
        settings.text("postfixId").ifPresent(builder::postfixId);
        settings.flag("fromBeginning").ifPresent(builder::fromBeginning);
        settings.flag("allowAutoTopicCreation").ifPresent(builder::allowAutoTopicCreation);
        settings.choice("order", KafkaOrder.class).ifPresent(builder::order);
        settings.number("concurrency").ifPresent(builder::concurrency);
        settings.number("maxBufferedMessages").ifPresent(builder::maxBufferedMessages);
        builder.failures(failures(settings.section("failures")));
        settings.duration("commitInterval").ifPresent(builder::commitInterval);
        settings.duration("handoverGrace").ifPresent(builder::handoverGrace);
        builder.membership(
                settings.duration("sessionTimeout").orElse(KafkaOptions.DEFAULT_SESSION_TIMEOUT),
                settings.duration("heartbeatInterval").orElse(KafkaOptions.DEFAULT_HEARTBEAT_INTERVAL),
                settings.duration("rebalanceTimeout").orElse(KafkaOptions.DEFAULT_REBALANCE_TIMEOUT));
        settings.duration("metadataMaxAge").ifPresent(builder::metadataMaxAge);
        builder.sending(
                settings.text("acks").orElse(KafkaOptions.DEFAULT_ACKS),
                settings.text("compression").orElse(KafkaOptions.DEFAULT_COMPRESSION),
                settings.duration("linger").orElse(KafkaOptions.DEFAULT_LINGER));
        settings.duration("connectTimeout").ifPresent(builder::connectTimeout);
        settings.duration("sendTimeout").ifPresent(builder::sendTimeout);
        settings.number("startRetries").ifPresent(builder::startRetries);
        builder.backoff(settings.backoff("backoff", Backoff.DEFAULT));
        settings.number("maxWaitingMessages").ifPresent(builder::maxWaitingMessages);
        settings.largeNumber("maxUnsentBytes").ifPresent(builder::maxUnsentBytes);
        given(settings.list("replyTopics")).ifPresent(builder::replyTopics);
        settings.flag("keepBinary").ifPresent(builder::keepBinary);
        settings.tls().ifPresent(builder::tls);
        return builder.properties(security(settings.section("security"))).build();
    }

    private static Optional<String[]> given(List<String> texts) {
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts.toArray(String[]::new));
    }

    private static KafkaFailures failures(TransportSettings settings) {
        var usual = KafkaFailures.DEFAULT;
        return new KafkaFailures(
                settings.number("retries").orElse(usual.retries()),
                waits(settings),
                settings.choice("action", KafkaFailures.Action.class).orElse(usual.action()),
                settings.text("deadLetterSuffix").orElse(usual.deadLetterSuffix()));
    }

    private static Backoff waits(TransportSettings failures) {
        try {
            return failures.backoff("backoff", KafkaFailures.DEFAULT_BACKOFF);
        } catch (InvalidOptionException refused) {
            throw refused.within("failures");
        }
    }

    private static Map<String, Object> security(TransportSettings settings) {
        var properties = new HashMap<String, Object>();
        SECURITY.forEach((name, property) -> settings.text(name).ifPresent(text -> properties.put(property, text)));
        var protocol = properties.getOrDefault(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
        OptionCheck.that(
                SecurityProtocol.names().contains(protocol),
                "security.protocol",
                protocol,
                "one of " + String.join(", ", new TreeSet<>(SecurityProtocol.names())));
        requireFile("security.truststoreLocation", properties.get(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG));
        requireFile("security.keystoreLocation", properties.get(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG));
        return properties;
    }

    private static void requireFile(String option, @Nullable Object place) {
        OptionCheck.that(
                place == null || Files.isReadable(Path.of(place.toString())), option, place, "a file that can be read");
    }
}
