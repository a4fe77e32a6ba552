package dev.rookery.kafka;

import dev.rookery.kafka.internal.TlsEngines;
import dev.rookery.transport.Tls;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** The options as the driver's properties. */
final class DriverSettings {
    /**
     * How long a broker keeps the answer back that it has nothing new. The driver asks it for nothing else meanwhile, also not for a partition that
     * goes on after a pause.
     */
    static final Duration FETCH_WAIT = Duration.ofMillis(100);

    private static final int MEMORY_BEYOND_UNSENT = 2;
    private static final long LEAST_MEMORY = 16L * 1024 * 1024;

    private final KafkaOptions options;
    private final AtomicLong consumers = new AtomicLong();

    DriverSettings(KafkaOptions options) {
        this.options = options;
    }

    private Map<String, Object> common(String clientId) {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", options.brokers());
        settings.put("client.id", clientId);
        settings.put("reconnect.backoff.ms", options.backoff().first().toMillis());
        settings.put("reconnect.backoff.max.ms", options.backoff().longest().toMillis());
        settings.put("enable.metrics.push", false);
        settings.put("metadata.max.age.ms", options.metadataMaxAge().toMillis());
        if (options.tls() != null) {
            encrypt(settings, options.tls());
        }
        return settings;
    }

    private void encrypt(Map<String, Object> settings, Tls tls) {
        var login = options.properties().containsKey(SaslConfigs.SASL_MECHANISM);
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, login ? "SASL_SSL" : "SSL");
        settings.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, TlsEngines.class);
        settings.put(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG, tls.verifyHostname() ? "https" : "");
        settings.put(TlsEngines.TLS, tls);
    }

    private Map<String, Object> withOwn(Map<String, Object> settings, java.util.Set<String> known) {
        options.properties().forEach((name, value) -> {
            if (known.contains(name) || name.startsWith("sasl.") || name.startsWith("ssl.")) {
                settings.put(name, value);
            }
        });
        return settings;
    }

    Map<String, Object> admin(String clientId) {
        var settings = common(clientId + "-admin");
        settings.put(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis(options.connectTimeout().toMillis()));
        settings.put(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis(options.connectTimeout().toMillis()));
        return withOwn(settings, AdminClientConfig.configNames());
    }

    Map<String, Object> producer(String clientId) {
        var settings = common(clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, options.acks().equals("-1") ? "all" : options.acks());
        settings.put(
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                !options.acks().equals("1") && !options.acks().equals("0"));
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, options.compression());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, options.linger().toMillis());
        var sendTimeout = millis(options.sendTimeout().toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, sendTimeout);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                Math.max(1, Math.min(10_000, sendTimeout - options.linger().toMillis())));
        // Whoever sends must not wait: what may be unsent is counted before, and topics are looked up before.
        settings.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                Math.max(LEAST_MEMORY, options.maxUnsentBytes() * MEMORY_BEYOND_UNSENT));
        settings.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, options.connectTimeout().toMillis());
        // Without brokers the driver would forget the topics it knows, and who sends would wait for them.
        settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Integer.MAX_VALUE);
        settings.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, (int) Math.min(Integer.MAX_VALUE, options.maxUnsentBytes()));
        return withOwn(settings, ProducerConfig.configNames());
    }

    private Map<String, Object> anyConsumer(String clientId) {
        var settings = common(clientId);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        settings.put(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis(options.connectTimeout().toMillis()));
        return settings;
    }

    /** Of a server: a member of the group. */
    Map<String, Object> member() {
        var settings = anyConsumer(options.serverId());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, options.serverGroup());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, options.fromBeginning() ? "earliest" : "latest");
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RoundRobinAssigner.class.getName());
        settings.put(
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                millis(options.sessionTimeout().toMillis()));
        settings.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                millis(options.heartbeatInterval().toMillis()));
        settings.put(
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                millis(options.rebalanceTimeout().toMillis()));
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, millis(FETCH_WAIT.toMillis()));
        // A poll may come shortly before there is enough: it brings no more than half as many again.
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.max(1, options.maxBufferedMessages() / 2));
        return withOwn(settings, ConsumerConfig.configNames());
    }

    /** Of a client: of no group, so that nobody takes its partitions. */
    Map<String, Object> replies() {
        var settings = anyConsumer(options.ownClientId() + "-replies-" + consumers.incrementAndGet());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        withOwn(settings, ConsumerConfig.configNames());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return settings;
    }

    private static int millis(long value) {
        return (int) Math.min(Integer.MAX_VALUE, value);
    }
}
