package dev.rookery.kafka;

import dev.rookery.transport.Signals;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Tells the status when the driver has lost all its connections, and when one is back. Of one thread. */
final class ConnectionWatch {
    private final Optional<? extends Metric> connections;
    private final long intervalNanos;
    private final Signals signals;
    private long next = System.nanoTime();
    private boolean lost;

    ConnectionWatch(Map<MetricName, ? extends Metric> metrics, Duration interval, Signals signals) {
        this.connections = metrics.entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("connection-count"))
                .map(Map.Entry::getValue)
                .findFirst();
        this.intervalNanos = interval.toNanos();
        this.signals = signals;
    }

    void look() {
        var now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        next = now + intervalNanos;
        var open = connections
                .map(Metric::metricValue)
                .map(value -> value instanceof Number number && number.doubleValue() > 0)
                .orElse(true);
        if (!open && !lost && signals.current() == KafkaStatus.CONNECTED) {
            lost = true;
            signals.status(KafkaStatus.RECONNECTING);
        } else if (open && lost) {
            lost = false;
            if (signals.current() == KafkaStatus.RECONNECTING) {
                signals.status(KafkaStatus.CONNECTED);
            }
        }
    }
}
