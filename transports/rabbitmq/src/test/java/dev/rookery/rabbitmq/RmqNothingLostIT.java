package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.brokers.Notes;
import dev.rookery.brokers.RabbitBroker;
import dev.rookery.brokers.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Persistent messages, while the service is killed again and again, and the broker restarts. */
final class RmqNothingLostIT {
    private static final Logger LOG = LoggerFactory.getLogger(RmqNothingLostIT.class);
    private static final int MESSAGES = 100_000;
    private static final int KEYS = 100;
    private static final int IN_FLIGHT = 500;
    private static final Duration WAIT = Duration.ofMinutes(8);

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void each_message_is_handled_and_those_of_one_key_in_their_order() throws Exception {
        var file = folder.resolve("notes");
        var notes = Notes.in(file);
        try (var broker = RabbitBroker.start();
                var client = Services.client(
                        broker, options -> options.queue("durable").persistent(true))) {
            Flux.range(0, MESSAGES)
                    .flatMapSequential(
                            number -> client.emit(
                                    "number",
                                    RmqRecord.builder(number)
                                            .header("key", Integer.toString(number % KEYS))
                                            .build()),
                            IN_FLIGHT)
                    .blockLast(WAIT);
            for (var death = 1; death <= 5; death++) {
                var worker = worker(broker.url(), file);
                var least = MESSAGES / 10 * (long) death;
                await().atMost(WAIT).until(() -> notes.count() >= least);
                worker.destroyForcibly().waitFor();
                if (death == 2 || death == 4) {
                    broker.restart();
                }
            }
            var last = worker(broker.url(), file);
            await().atMost(WAIT)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> notes.report(KEYS).handled() == MESSAGES);
            try (var raw = new Raw(broker)) {
                await().atMost(WAIT).until(() -> raw.count("durable") == 0);
            } finally {
                last.destroyForcibly().waitFor();
            }
        }
        var report = notes.report(KEYS);
        assertThat(report.outOfOrder()).isEmpty();
        LOG.info("{} messages, each handled at least once, {} of them again", MESSAGES, report.again());
    }

    private Process worker(String url, Path notes) throws IOException {
        return Worker.start(DurableWorker.class, folder.resolve("worker.log"), url, "durable", notes.toString());
    }
}
