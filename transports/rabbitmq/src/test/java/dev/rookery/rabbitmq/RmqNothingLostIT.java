package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.brokers.RabbitBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
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
    void each_message_is_handled_and_those_of_one_key_in_their_order() throws Exception {
        var notes = folder.resolve("notes");
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
                var worker = worker(broker.url(), notes);
                awaitNotes(notes, MESSAGES / 10 * (long) death);
                worker.destroyForcibly().waitFor();
                if (death == 2 || death == 4) {
                    broker.restart();
                }
            }
            var last = worker(broker.url(), notes);
            await().atMost(WAIT).pollInterval(Duration.ofSeconds(1)).until(() -> distinct(notes) == MESSAGES);
            try (var raw = new Raw(broker)) {
                await().atMost(WAIT).until(() -> raw.count("durable") == 0);
            } finally {
                last.destroyForcibly().waitFor();
            }
        }
        check(notes);
    }

    private static void check(Path notes) throws IOException {
        var firsts = new HashMap<Integer, Integer>();
        var seen = new java.util.BitSet();
        var doubles = 0;
        for (var line : Files.readAllLines(notes)) {
            var number = Integer.parseInt(line);
            if (seen.get(number)) {
                doubles++;
                continue;
            }
            seen.set(number);
            var before = firsts.put(number % KEYS, number);
            assertThat(before == null || before < number)
                    .as("%s after %s", number, before)
                    .isTrue();
        }
        assertThat(seen.cardinality()).isEqualTo(MESSAGES);
        LOG.info("{} messages, each handled at least once, {} of them again", MESSAGES, doubles);
    }

    private Process worker(String url, Path notes) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DurableWorker.class.getName(),
                        url,
                        "durable",
                        notes.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("worker.log").toFile())
                .start();
    }

    private static void awaitNotes(Path notes, long least) {
        await().atMost(WAIT)
                .until(() -> Files.exists(notes) && Files.readAllLines(notes).size() >= least);
    }

    private static long distinct(Path notes) throws IOException {
        return Files.readAllLines(notes).stream().distinct().count();
    }
}
