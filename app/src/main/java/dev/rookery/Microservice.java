package dev.rookery;

import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.TransportEvent;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** An application with one listener. Safe for use by several threads. */
public final class Microservice extends ApplicationContext<Microservice> {
    private final Listener listener;

    Microservice(ApplicationLife life, Listener listener) {
        super(life);
        this.listener = listener;
        life.add(listener);
    }

    @Override
    Microservice self() {
        return this;
    }

    /**
     * Starts: binds the handlers, calls the hooks of the start, then lets messages in. Blocks until they can arrive. From then on the
     * process lives until the application is closed or the process is told to end.
     *
     * @return this service
     * @throws dev.rookery.error.RookeryException if a handler, a hook or the transport fails; nothing is left running
     * @throws IllegalStateException if it was started or closed before
     */
    public Microservice listen() {
        life().start(UnservedHandlers.Doors.NONE);
        return this;
    }

    /**
     * Where it listens.
     *
     * @return the addresses, with the real port; empty for brokers, before the start and after the end
     */
    public List<SocketAddress> addresses() {
        return listener.addresses();
    }

    /**
     * What the transport's connection is like. May be asked for before the start.
     *
     * @return the status from the start on, then each change
     */
    public Flux<ConnectionStatus> status() {
        return listener.status();
    }

    /**
     * Hears what happens in the driver. May be called before the start, so that nothing is missed.
     *
     * @param event what kind of thing
     * @param heard told of each, on the driver's threads; it must not block
     * @param <T> what is told
     * @return ends the hearing
     */
    public <T> Disposable on(TransportEvent<T> event, Consumer<? super T> heard) {
        return listener.on(event, heard);
    }

    /**
     * The driver's own object.
     *
     * @param driverType its type
     * @param <T> its type
     * @return the object
     * @throws IllegalArgumentException if there is none of that type
     * @throws IllegalStateException if the service was not started
     */
    public <T> T unwrap(Class<T> driverType) {
        return listener.unwrap(driverType);
    }
}
