package dev.rookery.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Signals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

final class ConnectionWatchTest {
    private final Signals signals = new Signals(KafkaStatus.DISCONNECTED);
    private final List<ConnectionStatus> statuses = new CopyOnWriteArrayList<>();
    private final Connections producer = new Connections();
    private final Connections consumer = new Connections();

    ConnectionWatchTest() {
        signals.statuses().subscribe(statuses::add);
        signals.status(KafkaStatus.CONNECTED);
    }

    @Test
    void a_driver_that_has_not_connected_yet_has_not_lost_its_connection() {
        var watch = watch(producer, Duration.ofMinutes(1));
        watch.look();
        producer.count = 1;
        awaitLookThat(watch, () -> producer.looks == 2);

        assertThat(statuses).containsExactly(KafkaStatus.DISCONNECTED, KafkaStatus.CONNECTED);
    }

    @Test
    void a_driver_that_does_not_connect_in_time_has_lost_it() {
        var watch = watch(producer, Duration.ofMillis(1));

        awaitLookThat(watch, () -> signals.current() == KafkaStatus.RECONNECTING);
    }

    @Test
    void what_was_open_is_lost_and_comes_back() {
        var watch = watch(producer, Duration.ofMinutes(1));
        producer.count = 1;
        watch.look();
        producer.count = 0;
        awaitLookThat(watch, () -> signals.current() == KafkaStatus.RECONNECTING);
        producer.count = 1;
        awaitLookThat(watch, () -> signals.current() == KafkaStatus.CONNECTED);
    }

    @Test
    void what_one_watch_missed_another_one_finds() {
        var ofProducer = watch(producer, Duration.ofMillis(1));
        awaitLookThat(ofProducer, () -> signals.current() == KafkaStatus.RECONNECTING);
        consumer.count = 1;

        watch(consumer, Duration.ofMinutes(1)).look();

        assertThat(signals.current()).isEqualTo(KafkaStatus.CONNECTED);
    }

    private ConnectionWatch watch(Connections connections, Duration connectTimeout) {
        var name = new MetricName("connection-count", "test", "", Map.of());
        var options = KafkaTransporter.builder()
                .connectTimeout(connectTimeout)
                .build()
                .options();
        return new ConnectionWatch(Map.of(name, connections), options, signals, Optional.empty());
    }

    /** It looks no more often than each 300 ms, however often it is asked to. */
    private static void awaitLookThat(ConnectionWatch watch, java.util.concurrent.Callable<Boolean> shows) {
        await().pollInSameThread().pollInterval(Duration.ofMillis(20)).until(() -> {
            watch.look();
            return shows.call();
        });
    }

    private static final class Connections implements Metric {
        private double count;
        private int looks;

        @Override
        public MetricName metricName() {
            return new MetricName("connection-count", "test", "", Map.of());
        }

        @Override
        public Object metricValue() {
            looks++;
            return count;
        }
    }
}
