package dev.rookery.kafka;

import dev.rookery.annotation.EventPattern;
import dev.rookery.server.MicroserviceServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A service in a process of its own, which notes each number that it handles and is killed at any time. */
final class DurableWorker {
    private DurableWorker() {}

    /** Called with the broker's address and the file for notes. */
    public static void main(String[] arguments) {
        MicroserviceServer.builder()
                .controller(new Noting(Path.of(arguments[1])))
                .transporter(KafkaTransporter.builder()
                        .brokers(arguments[0])
                        .groupId("durable")
                        .fromBeginning(true)
                        .order(KafkaOrder.KEY)
                        // One that is killed is a member until its session is over.
                        .membership(Duration.ofSeconds(3), Duration.ofMillis(500), Duration.ofSeconds(60))
                        .startRetries(1_000)
                        .build())
                .start();
    }

    static final class Noting {
        private final FileChannel file;

        Noting(Path path) {
            try {
                this.file = FileChannel.open(
                        path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }

        @EventPattern("durable")
        void note(int number) throws IOException {
            var line = ByteBuffer.wrap((number + "\n").getBytes(StandardCharsets.US_ASCII));
            synchronized (this) {
                file.write(line);
            }
        }
    }
}
