package dev.rookery.kafka;

import dev.rookery.error.ConnectionLostException;
import dev.rookery.transport.ConnectionLog;
import dev.rookery.transport.Signals;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the status when the driver has lost all its connections, and when one is back; what one watch has told, the next one of the same signals takes
 * back. Of one thread.
 */
final class ConnectionWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);
    private static final Duration INTERVAL = Duration.ofMillis(300);

    private final Optional<? extends Metric> connections;
    private final Signals signals;
    private final Optional<ConnectionLog> log;
    private final String place;
    private long next = System.nanoTime();
    private long expectedBy;
    private boolean lost;

    /**
     * Watches what has its connections open as long as there is a broker.
     *
     * @param role server or client, for the log
     */
    static ConnectionWatch ofConsumer(Consumer<?, ?> consumer, KafkaOptions options, Signals signals, String role) {
        return new ConnectionWatch(consumer.metrics(), options, signals, Optional.of(new ConnectionLog(LOG, role)));
    }

    /** Watches what also closes its connections when it has nothing to do, which is no line in the log. */
    static ConnectionWatch ofProducer(Producer<?, ?> producer, KafkaOptions options, Signals signals) {
        return new ConnectionWatch(producer.metrics(), options, signals, Optional.empty());
    }

    ConnectionWatch(
            Map<MetricName, ? extends Metric> metrics,
            KafkaOptions options,
            Signals signals,
            Optional<ConnectionLog> log) {
        this.connections = metrics.entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("connection-count"))
                .map(Map.Entry::getValue)
                .findFirst();
        this.signals = signals;
        this.log = log;
        this.place = "Kafka at " + options.shownBrokers();
        this.expectedBy = next + options.connectTimeout().toNanos(); // the driver connects when it finds the time
    }

    void look() {
        var now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        next = now + INTERVAL.toNanos();
        var open = connections
                .map(Metric::metricValue)
                .map(value -> value instanceof Number number && number.doubleValue() > 0)
                .orElse(true);
        if (open) {
            opened(now);
        } else if (now - expectedBy >= 0 && signals.current() == KafkaStatus.CONNECTED) {
            lost();
        }
    }

    private void opened(long now) {
        expectedBy = now;
        if (lost) {
            lost = false;
            log.ifPresent(line -> line.back(place));
        }
        if (signals.current() == KafkaStatus.RECONNECTING) {
            signals.status(KafkaStatus.CONNECTED);
        }
    }

    private void lost() {
        if (!lost) {
            lost = true;
            log.ifPresent(line -> line.lost(new ConnectionLostException("The connection to " + place + " was lost")));
        }
        signals.status(KafkaStatus.RECONNECTING);
    }
}
