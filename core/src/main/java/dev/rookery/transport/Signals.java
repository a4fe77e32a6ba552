package dev.rookery.transport;

import java.util.concurrent.locks.ReentrantLock;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Status and events of a server or client, told to whoever subscribed. A transport owns one for each server and client and reports to it;
 * safe for use by several threads.
 */
public final class Signals {
    private static final int EVENT_BUFFER = 256;

    private final Sinks.Many<ConnectionStatus> statuses = Sinks.many().replay().latest();
    private final Sinks.Many<TransportSignal<?>> events =
            Sinks.many().multicast().directBestEffort();
    private final ReentrantLock lock = new ReentrantLock();
    private ConnectionStatus current;

    /**
     * Begins with a status.
     *
     * @param initial the status before anything has happened
     */
    public Signals(ConnectionStatus initial) {
        this.current = initial;
        statuses.tryEmitNext(initial);
    }

    /**
     * Tells a status; the same one twice counts once, and nothing follows {@link ConnectionStatus.Kind#CLOSED}.
     *
     * @param status what the connection is like now
     */
    public void status(ConnectionStatus status) {
        lock.lock();
        try {
            if (status.equals(current) || current.kind() == ConnectionStatus.Kind.CLOSED) {
                return;
            }
            current = status;
            statuses.tryEmitNext(status);
            if (status.kind() == ConnectionStatus.Kind.CLOSED) {
                statuses.tryEmitComplete();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells an event.
     *
     * @param event what kind
     * @param value what is told about it
     * @param <T> what is told about it
     */
    public <T> void event(TransportEvent<T> event, T value) {
        if (events.currentSubscriberCount() == 0) {
            return;
        }
        lock.lock();
        try {
            events.tryEmitNext(new TransportSignal<>(event, value));
        } finally {
            lock.unlock();
        }
    }

    /**
     * The status now.
     *
     * @return what was told last
     */
    public ConnectionStatus current() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The current status, then each change, then the end.
     *
     * @return a hot stream
     */
    public Flux<ConnectionStatus> statuses() {
        return statuses.asFlux();
    }

    /**
     * Events from the subscription on; a subscriber that is too slow loses the oldest.
     *
     * @return a hot stream
     */
    public Flux<TransportSignal<?>> events() {
        return events.asFlux()
                .onBackpressureBuffer(
                        EVENT_BUFFER, lost -> {}, reactor.core.publisher.BufferOverflowStrategy.DROP_OLDEST);
    }
}
