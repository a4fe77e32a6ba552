package dev.rookery.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.KafkaBroker;
import dev.rookery.client.ClientProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
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
        var notes = folder.resolve("notes");
        try (var broker = KafkaBroker.start();
                var client = Services.client(broker, options -> options.sendTimeout(WAIT))) {
            Services.makeTopic(broker, "durable", 4);
            var sent = send(client);
            for (var death = 1; death <= 5; death++) {
                var worker = worker(broker, notes);
                awaitNotes(notes, MESSAGES / 10 * (long) death);
                worker.destroyForcibly().waitFor();
                if (death == 2 || death == 4) {
                    broker.restart();
                }
            }
            var last = worker(broker, notes);
            try {
                assertThat(sent).succeedsWithin(WAIT);
                await().atMost(WAIT).pollInterval(Duration.ofSeconds(1)).until(() -> distinct(notes) == MESSAGES);
            } finally {
                last.destroyForcibly().waitFor();
            }
        }
        check(notes);
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

    private static void check(Path notes) throws IOException {
        var firsts = new HashMap<Integer, Integer>();
        var seen = new BitSet();
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

    private Process worker(Broker broker, Path notes) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DurableWorker.class.getName(),
                        "127.0.0.1:" + broker.port(),
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
