package dev.rookery.rabbitmq;

import dev.rookery.annotation.EventPattern;
import dev.rookery.brokers.Notes;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import java.nio.file.Path;

/** A service in a process of its own, which notes each number that it handles and is killed at any time. */
final class DurableWorker {
    private DurableWorker() {}

    /** Called with the broker's address, the queue and the file for notes. */
    public static void main(String[] arguments) {
        MicroserviceServer.builder()
                .options(ServerOptions.builder()
                        .orderBy(context -> context.header("key").orElse(""))
                        .build())
                .controller(new Noting(Notes.in(Path.of(arguments[2]))))
                .transporter(RmqTransporter.builder()
                        .url(arguments[0])
                        .queue(arguments[1])
                        .prefetch(256)
                        .startRetries(1_000)
                        .build())
                .start();
    }

    /** Notes what it handles. */
    record Noting(Notes notes) {
        @EventPattern("number")
        void note(int number) {
            notes.add(number);
        }
    }
}
