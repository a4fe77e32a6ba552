package dev.rookery.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.KafkaBroker;
import dev.rookery.brokers.Notes;
import dev.rookery.brokers.Worker;
import dev.rookery.client.ClientProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Records with keys, while the service is killed again and again, and the broker restarts. */
final class KafkaNothingLostIT {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaNothingLostIT.class);
    private static final int MESSAGES = 100_000;
    private static final int KEYS = 100;
    private static final int IN_FLIGHT = 500;
    private static final Duration WAIT = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void each_message_is_handled_and_those_of_one_key_in_their_order() throws Exception {
        var file = folder.resolve("notes");
        var notes = Notes.in(file);
        try (var broker = KafkaBroker.start();
                var client = Services.client(broker, options -> options.sendTimeout(WAIT))) {
            Services.makeTopic(broker, "durable", 4);
            var sent = send(client);
            for (var death = 1; death <= 5; death++) {
                var worker = worker(broker, file);
                var least = MESSAGES / 10 * (long) death;
                await().atMost(WAIT).until(() -> notes.count() >= least);
                worker.destroyForcibly().waitFor();
                if (death == 2 || death == 4) {
                    broker.restart();
                }
            }
            var last = worker(broker, file);
            try {
                assertThat(sent).succeedsWithin(WAIT);
                await().atMost(WAIT)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> notes.report(KEYS).handled() == MESSAGES);
            } finally {
                last.destroyForcibly().waitFor();
            }
        }
        var report = notes.report(KEYS);
        assertThat(report.outOfOrder()).isEmpty();
        LOG.info("{} messages, each handled at least once, {} of them again", MESSAGES, report.again());
    }

    private Process worker(Broker broker, Path notes) throws IOException {
        return Worker.start(
                DurableWorker.class, folder.resolve("worker.log"), "127.0.0.1:" + broker.port(), notes.toString());
    }

    /** While the service is killed, and the broker restarts. */
    private static CompletableFuture<?> send(ClientProxy client) {
        return Flux.range(0, MESSAGES)
                .flatMapSequential(
                        number -> client.emit(
                                "durable",
                                KafkaRecord.builder(number)
                                        .key("k" + number % KEYS)
                                        .build()),
                        IN_FLIGHT)
                .then()
                .toFuture();
    }
}
