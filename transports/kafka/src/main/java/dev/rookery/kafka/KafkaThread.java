package dev.rookery.kafka;

import reactor.core.scheduler.NonBlocking;

/** A thread that polls: whatever it calls must not block. */
final class KafkaThread extends Thread implements NonBlocking {

    KafkaThread(Runnable task, String name) {
        super(task, "rookery-kafka-" + name);
        setDaemon(true);
    }
}
