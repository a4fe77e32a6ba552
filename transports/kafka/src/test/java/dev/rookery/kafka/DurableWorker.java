package dev.rookery.kafka;

import dev.rookery.annotation.EventPattern;
import dev.rookery.brokers.Notes;
import dev.rookery.server.MicroserviceServer;
import java.nio.file.Path;
import java.time.Duration;

/** A service in a process of its own, which notes each number that it handles and is killed at any time. */
final class DurableWorker {
    private DurableWorker() {}

    /** Called with the broker's address and the file for notes. */
    public static void main(String[] arguments) {
        MicroserviceServer.builder()
                .controller(new Noting(Notes.in(Path.of(arguments[1]))))
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

    /** Notes what it handles. */
    record Noting(Notes notes) {
        @EventPattern("durable")
        void note(int number) {
            notes.add(number);
        }
    }
}
