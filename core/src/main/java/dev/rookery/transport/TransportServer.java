package dev.rookery.transport;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;

/**
 * The listening side of a transport. The order of calls is: {@link #start}, then {@link #pauseIntake} and {@link #resumeIntake} in turn,
 * then {@link #endIntake}, then {@link #close}. Safe for use by several threads.
 */
public interface TransportServer {

    /**
     * Opens the port or subscribes. Blocks. Called once.
     *
     * <p>When it returns, messages can arrive. When it throws, nothing of the server is left open.
     *
     * @throws dev.rookery.error.StartException if messages cannot arrive; it names the address and the cure
     */
    void start();

    /**
     * Where it listens.
     *
     * @return the addresses, with the real port; empty for brokers, before the start and after the end
     */
    List<SocketAddress> addresses();

    /** Lets no further message in, as far as the transport can. Returns at once; does nothing when paused. */
    void pauseIntake();

    /** Lets messages in again. Returns at once; does nothing when not paused. */
    void resumeIntake();

    /**
     * Lets no further message in, for good: the server is about to drain. What the broker has delivered already may still come, and replies still go
     * out. Called once at most; may block for a moment. By default it pauses; a server of a broker ends its subscriptions, so that others get
     * the messages.
     */
    default void endIntake() {
        pauseIntake();
    }

    /**
     * Sends what is still to be sent, then closes everything. Called once, after core has drained what was dispatched; also after a
     * failed start. Blocks.
     *
     * @param grace how long sending may take; zero closes at once
     */
    void close(Duration grace);

    /**
     * What the transport's connection is like.
     *
     * @return the current status, then each change
     */
    Flux<ConnectionStatus> status();

    /**
     * What happens in the driver.
     *
     * @return events from the subscription on
     */
    Flux<TransportSignal<?>> events();

    /**
     * The driver's own object.
     *
     * @param driverType its type
     * @param <T> its type
     * @return the object
     * @throws IllegalArgumentException if there is none of that type; it names those that there are
     * @throws IllegalStateException if it does not exist yet or any more
     */
    <T> T unwrap(Class<T> driverType);
}
