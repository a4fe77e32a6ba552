package dev.rookery.rabbitmq;

import dev.rookery.annotation.EventPattern;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A service in a process of its own, which notes each number that it handles and is killed at any time. */
final class DurableWorker {
    private DurableWorker() {}

    /** Called with the broker's address, the queue and the file for notes. */
    public static void main(String[] arguments) {
        MicroserviceServer.builder()
                .options(ServerOptions.builder()
                        .orderBy(context -> context.header("key").orElse(""))
                        .build())
                .controller(new Noting(Path.of(arguments[2])))
                .transporter(RmqTransporter.builder()
                        .url(arguments[0])
                        .queue(arguments[1])
                        .prefetch(256)
                        .startRetries(1_000)
                        .build())
                .start();
    }

    static final class Noting {
        private final java.nio.channels.FileChannel file;

        Noting(Path path) {
            try {
                this.file = java.nio.channels.FileChannel.open(
                        path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            } catch (IOException error) {
                throw new java.io.UncheckedIOException(error);
            }
        }

        @EventPattern("number")
        void note(int number) throws IOException {
            var line = java.nio.ByteBuffer.wrap((number + "\n").getBytes(StandardCharsets.US_ASCII));
            synchronized (this) {
                file.write(line);
            }
        }
    }
}
