package dev.rookery.client;

import dev.rookery.codec.TypeRef;
import dev.rookery.pattern.Pattern;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.TransportEvent;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Calls a service by pattern. Safe for use by several threads; only {@link #close} blocks.
 *
 * <p>{@code send} and {@code request} are cold: each subscription sends the request anew, and cancelling withdraws it. {@code emit} is hot: the
 * event leaves when the method is called. The first call connects.
 *
 * <p>A call that fails ends with one of: {@link dev.rookery.error.RemoteException} (the service answered with an error),
 * {@link dev.rookery.error.NoHandlerException}, {@link dev.rookery.error.RequestTimeoutException},
 * {@link dev.rookery.error.ConnectionRefusedException}, {@link dev.rookery.error.ConnectionLostException},
 * {@link dev.rookery.error.ClientClosedException}, {@link dev.rookery.error.UndecodableReplyException},
 * {@link dev.rookery.error.UnserializableValueException} or {@link dev.rookery.error.ReplyOverflowException}.
 *
 * <p>A reply of null completes empty; within a stream null is an error, unless the type is a JSON tree, which has a null of its own.
 */
public interface ClientProxy extends AutoCloseable {

    /**
     * Sends a request and gives all its replies.
     *
     * @param pattern whom it is for
     * @param data the payload; null is sent as null
     * @param type the type of a reply
     * @param <T> the type of a reply
     * @return the replies; sent on subscription
     */
    default <T> Flux<T> send(Pattern pattern, @Nullable Object data, Class<T> type) {
        return send(pattern, true, data, type);
    }

    /**
     * Sends a request and gives all its replies.
     *
     * @param pattern whom it is for, as {@link Pattern#of(String)} reads it
     * @param data the payload; null is sent as null
     * @param type the type of a reply
     * @param <T> the type of a reply
     * @return the replies; sent on subscription
     */
    default <T> Flux<T> send(String pattern, @Nullable Object data, Class<T> type) {
        return send(pattern(pattern), true, data, type);
    }

    /**
     * Sends a request and gives all its replies.
     *
     * @param pattern whom it is for, as {@link Pattern#of(String)} reads it
     * @param data the payload; null is sent as null
     * @param type the generic type of a reply
     * @param <T> the type of a reply
     * @return the replies; sent on subscription
     */
    default <T> Flux<T> send(String pattern, @Nullable Object data, TypeRef<T> type) {
        return send(pattern(pattern), true, data, type.type());
    }

    /**
     * Sends a request without a payload and gives all its replies.
     *
     * @param pattern whom it is for, as {@link Pattern#of(String)} reads it
     * @param type the type of a reply
     * @param <T> the type of a reply
     * @return the replies; sent on subscription
     */
    default <T> Flux<T> send(String pattern, Class<T> type) {
        return send(pattern(pattern), false, null, type);
    }

    /**
     * Sends a request and gives all its replies: what the other forms come to.
     *
     * @param pattern whom it is for
     * @param hasData whether there is a payload
     * @param data the payload, null if there is none
     * @param type the type of a reply, with type arguments
     * @param <T> the type of a reply
     * @return the replies; sent on subscription
     */
    <T> Flux<T> send(Pattern pattern, boolean hasData, @Nullable Object data, Type type);

    /**
     * Sends a request and gives its one reply; further ones are not waited for.
     *
     * @param pattern whom it is for
     * @param data the payload; null is sent as null
     * @param type the type of the reply
     * @param <T> the type of the reply
     * @return the reply; sent on subscription
     */
    default <T> Mono<T> request(Pattern pattern, @Nullable Object data, Class<T> type) {
        return request(pattern, true, data, type);
    }

    /**
     * Sends a request and gives its one reply; further ones are not waited for.
     *
     * @param pattern whom it is for, as {@link Pattern#of(String)} reads it
     * @param data the payload; null is sent as null
     * @param type the type of the reply
     * @param <T> the type of the reply
     * @return the reply; sent on subscription
     */
    default <T> Mono<T> request(String pattern, @Nullable Object data, Class<T> type) {
        return request(pattern(pattern), true, data, type);
    }

    /**
     * Sends a request and gives its one reply; further ones are not waited for.
     *
     * @param pattern whom it is for, as {@link Pattern#of(String)} reads it
     * @param data the payload; null is sent as null
     * @param type the generic type of the reply
     * @param <T> the type of the reply
     * @return the reply; sent on subscription
     */
    default <T> Mono<T> request(String pattern, @Nullable Object data, TypeRef<T> type) {
        return request(pattern(pattern), true, data, type.type());
    }

    /**
     * Sends a request without a payload and gives its one reply.
     *
     * @param pattern whom it is for, as {@link Pattern#of(String)} reads it
     * @param type the type of the reply
     * @param <T> the type of the reply
     * @return the reply; sent on subscription
     */
    default <T> Mono<T> request(String pattern, Class<T> type) {
        return request(pattern(pattern), false, null, type);
    }

    /**
     * Sends a request and gives its one reply: what the other forms come to.
     *
     * @param pattern whom it is for
     * @param hasData whether there is a payload
     * @param data the payload, null if there is none
     * @param type the type of the reply, with type arguments
     * @param <T> the type of the reply
     * @return the reply; sent on subscription
     */
    <T> Mono<T> request(Pattern pattern, boolean hasData, @Nullable Object data, Type type);

    /**
     * Sends an event, at once.
     *
     * @param pattern whom it is for, as {@link Pattern#of(String)} reads it
     * @param data the payload; null is sent as null
     * @return completes when the transport has taken it; need not be subscribed to
     */
    default Mono<Void> emit(String pattern, @Nullable Object data) {
        return emit(pattern(pattern), true, data);
    }

    /**
     * Sends an event, at once.
     *
     * @param pattern whom it is for
     * @param data the payload; null is sent as null
     * @return completes when the transport has taken it; need not be subscribed to
     */
    default Mono<Void> emit(Pattern pattern, @Nullable Object data) {
        return emit(pattern, true, data);
    }

    /**
     * Sends an event, at once: what the other forms come to.
     *
     * @param pattern whom it is for
     * @param hasData whether there is a payload
     * @param data the payload, null if there is none
     * @return completes when the transport has taken it; need not be subscribed to. An error that nobody subscribes to is logged.
     */
    Mono<Void> emit(Pattern pattern, boolean hasData, @Nullable Object data);

    /**
     * Reads a pattern, and remembers it.
     *
     * @param text a text, or JSON in Nest's notation
     * @return the pattern
     */
    Pattern pattern(String text);

    /**
     * Makes a client of a contract: an interface whose methods have {@code @MessagePattern} or {@code @EventPattern}.
     *
     * <p>A method takes the payload, or nothing. What it returns decides how it is called: {@code Flux}, {@code Mono} and
     * {@code CompletionStage} as they are; anything else blocks for the reply, {@code void} for the end. A null reply is null; for a
     * primitive it is an error. An event method that returns {@code void} blocks until the transport has taken the event.
     *
     * @param contract the interface
     * @param <T> the interface
     * @return an instance, safe for use by several threads
     * @throws dev.rookery.error.HandlerDefinitionException if a method cannot be called as it is declared
     */
    <T> T as(Class<T> contract);

    /**
     * Makes a client of an interface whose methods need no annotation, as {@link #as(Class)} does of one whose methods have one.
     *
     * @param contract the interface
     * @param naming gives the pattern of a request that a method without an annotation makes
     * @param <T> the interface
     * @return an instance, safe for use by several threads
     * @throws dev.rookery.error.HandlerDefinitionException if a method cannot be called as it is declared
     */
    <T> T as(Class<T> contract, Function<Method, String> naming);

    /**
     * The same client with another timeout; it shares the connection.
     *
     * @param timeout how long to wait for the first reply and from one to the next; zero waits for ever
     * @return a view of this client
     */
    ClientProxy withTimeout(Duration timeout);

    /**
     * Connects, unless it is connected. A failed attempt is not remembered.
     *
     * @return completes when calls can be sent
     */
    Mono<Void> connect();

    /**
     * What the connection is like.
     *
     * @return the current status, then each change
     */
    Flux<ConnectionStatus> status();

    /**
     * Hears what happens in the driver, from now on.
     *
     * @param event what kind of thing
     * @param listener told of each, on the driver's threads; it must not block
     * @param <T> what is told
     * @return ends the hearing
     */
    <T> Disposable on(TransportEvent<T> event, Consumer<? super T> listener);

    /**
     * The driver's own object.
     *
     * @param driverType its type
     * @param <T> its type
     * @return the object
     * @throws IllegalArgumentException if there is none of that type
     * @throws IllegalStateException if there is no connection
     */
    <T> T unwrap(Class<T> driverType);

    /**
     * Fails all pending calls with a {@link dev.rookery.error.ClientClosedException} and closes the connection. Blocks for a moment. An interrupt that came
     * before does not cut it short, and is there again afterwards.
     */
    @Override
    void close();
}
