package dev.rookery.transport;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The calling side of a transport. Safe for use by several threads; nothing but {@link #close} blocks. */
public interface TransportClient {

    /**
     * Connects, unless it is connected. A failed attempt is not remembered: the next one starts anew.
     *
     * @return completes when messages can be sent, fails with a {@link dev.rookery.error.ConnectionRefusedException} if they cannot
     */
    Mono<Void> connect();

    /**
     * Sends a request, and connects first where it must. The pending reply is registered before the request leaves.
     *
     * @param request what is asked
     * @param reply where the replies go: values, an end or an error, once; also when the connection is lost
     * @return the call
     */
    Call request(Outbound request, PendingReply reply);

    /**
     * Sends an event, and connects first where it must.
     *
     * @param event what happened
     * @return completes when the transport has taken it
     */
    Mono<Void> emit(Outbound event);

    /**
     * Fails what is pending with a {@link dev.rookery.error.ClientClosedException} and closes the connections. Called once.
     *
     * @param grace how long sending what was accepted may take
     */
    void close(Duration grace);

    /**
     * What the connection is like.
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
