package dev.rookery.kafka;

import reactor.core.scheduler.NonBlocking;

/** A thread that polls: whatever it calls must not block. */
final class KafkaThread extends Thread implements NonBlocking {

    /**
     * Makes one that is not started.
     *
     * @param daemon whether the process may end while it is there
     */
    KafkaThread(Runnable task, String name, boolean daemon) {
        super(task, "rookery-kafka-" + name);
        setDaemon(daemon);
    }
}
