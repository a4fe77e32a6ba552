package dev.rookery.test;

import dev.rookery.Microservice;
import dev.rookery.annotation.HandlerMapping;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.NoHandlerException;
import dev.rookery.handler.HandlerDescription;
import dev.rookery.memory.MemoryContext;
import dev.rookery.module.Token;
import dev.rookery.pattern.Pattern;
import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.Outcome;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A running service under test, to be closed. Safe for use by several threads. */
public final class TestService implements AutoCloseable {
    private final Microservice service;
    private final ClientProxy client;
    private final ClientOptions clientOptions;
    private final PacketCodec serverCodec;
    private final Traffic traffic;

    TestService(
            Microservice service,
            ClientProxy client,
            ClientOptions clientOptions,
            PacketCodec serverCodec,
            Traffic traffic) {
        this.service = service;
        this.client = client;
        this.clientOptions = clientOptions;
        this.serverCodec = serverCodec;
        this.traffic = traffic;
    }

    // ---- calling it ----

    /**
     * A client of the service. Its messages are written and read as packets, and go through the whole pipeline.
     *
     * @return the same client each time, which is closed with the service
     */
    public ClientProxy client() {
        return client;
    }

    /**
     * A client of a contract.
     *
     * @param contract an interface whose methods have {@code @MessagePattern} or {@code @EventPattern}
     * @param <T> the interface
     * @return an instance
     * @throws dev.rookery.error.HandlerDefinitionException if a method cannot be called as it is declared
     */
    public <T> T client(Class<T> contract) {
        return client.as(contract);
    }

    /**
     * Emits an event and waits until all its handlers are done, what they return asynchronously included. Waits no longer than the
     * {@code timeout} of the client's options, 30 s by default. Blocks.
     *
     * @param pattern whom it is for, as {@link Pattern#of(String)} reads it
     * @param data the payload; null is sent as null
     * @throws NoHandlerException if no handler is bound to the pattern
     * @throws EventFailedException if a guard, a pipe or a handler threw a checked exception, and no filter took it. What was thrown
     *     unchecked is thrown as it is; of several, that of the first handler
     * @throws dev.rookery.error.RequestTimeoutException if they are not done in time
     */
    public void emitAndAwait(String pattern, @Nullable Object data) {
        var outcome = traffic.await(pattern, () -> client.emit(pattern, data), limit());
        switch (outcome) {
            case Outcome.Handled _ -> {}
            case Outcome.NoHandler _ ->
                throw new NoHandlerException(
                        "No handler is bound to the event " + pattern + " (bound: " + events() + ")");
            case Outcome.TurnedAway(var cause) -> throw cause;
            case Outcome.Failed(RuntimeException unchecked) -> throw unchecked;
            case Outcome.Failed(Error error) -> throw error;
            case Outcome.Failed(Throwable cause) -> throw new EventFailedException(pattern, cause);
        }
    }

    /**
     * Waits until no message that has arrived is being handled: those that handlers emitted meanwhile included. Waits no longer than the
     * {@code timeout} of the client's options, 30 s by default. Blocks.
     *
     * @throws dev.rookery.error.RequestTimeoutException if there are some left then
     */
    public void awaitIdle() {
        traffic.awaitIdle(limit());
    }

    private Duration limit() {
        return clientOptions.timeout().isZero() ? Duration.ofDays(1) : clientOptions.timeout();
    }

    private String events() {
        return service.handlers().stream()
                .filter(handler -> handler.kind() == HandlerMapping.Kind.EVENT)
                .flatMap(handler -> handler.patterns().stream())
                .map(Pattern::route)
                .distinct()
                .sorted()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), patterns -> patterns.isEmpty() ? "none" : patterns));
    }

    // ---- looking into it ----

    /**
     * Finds something that any module provides, exported or not, or a controller, and that is made once for the application.
     *
     * @param type its type
     * @param <T> its type
     * @return the instance
     * @throws dev.rookery.module.WiringException if there is none, or more than one
     */
    public <T> T get(Class<T> type) {
        return service.get(type);
    }

    /**
     * Finds something that any module provides with {@code @Named}, exported or not.
     *
     * @param name its name
     * @param type its type
     * @param <T> its type
     * @return the instance
     * @throws dev.rookery.module.WiringException if there is none, or more than one
     */
    public <T> T get(String name, Class<T> type) {
        return service.get(name, type);
    }

    /**
     * Finds something that any module provides, exported or not.
     *
     * @param token what it is asked for by
     * @param <T> its type
     * @return the instance
     * @throws dev.rookery.module.WiringException if there is none, or more than one
     */
    public <T> T get(Token<T> token) {
        return service.get(token);
    }

    /**
     * Gives what stands in for a dependency that nothing provides.
     *
     * @param type its type
     * @param <T> its type
     * @return the mock, for {@link Mocks#callsOf}
     * @throws dev.rookery.module.WiringException if nothing needed it
     * @throws IllegalStateException if it is the real one
     */
    public <T> T mock(Class<T> type) {
        var found = get(type);
        if (!Mocks.isMock(found)) {
            throw new IllegalStateException(type.getSimpleName() + " is no mock that mockMissing() made, but " + found
                    + ": ask for it by get(…)");
        }
        return found;
    }

    /**
     * Makes a message that has arrived and is not handled, for its request-scoped instances.
     *
     * @param pattern whom it is for, as {@link Pattern#of(String)} reads it; a handler of it need not be there
     * @param data the payload; null is sent as null
     * @return the message
     */
    public TestMessage message(String pattern, @Nullable Object data) {
        return message(pattern, data, Map.of());
    }

    /**
     * Makes a message that has arrived and is not handled, for its request-scoped and tenant-scoped instances.
     *
     * @param pattern whom it is for, as {@link Pattern#of(String)} reads it; a handler of it need not be there
     * @param data the payload; null is sent as null
     * @param headers what a {@code TenantResolver} may read, and others
     * @return the message
     */
    public TestMessage message(String pattern, @Nullable Object data, Map<String, String> headers) {
        var read = Pattern.of(pattern);
        var packet = new ByteArrayOutputStream();
        clientOptions.codec().writeRequest(new Outbound(read, true, data, null, headers), "test", packet);
        var bytes = packet.toByteArray();
        var request = serverCodec.readRequest(bytes, 0, bytes.length);
        var context = new MemoryContext(
                read.isObject() ? read.json() : read.route(), request.metadata(), Map.copyOf(headers));
        var bound = bound(read.route());
        return new TestMessage(
                service,
                new TestContext(
                        bound.map(Bound::route).orElse(read.route()),
                        context,
                        request.data(),
                        bound.map(Bound::handler).orElse(null)));
    }

    /** A handler, and the route that leads to it. */
    private record Bound(HandlerDescription handler, String route) {
        boolean fits(String address) {
            return route.equals(address) || WildcardSyntax.NATS.matches(route, address);
        }
    }

    /** That of the very route, else that of a wildcard. */
    private Optional<Bound> bound(String address) {
        return service.handlers().stream()
                .flatMap(handler -> handler.patterns().stream().map(pattern -> new Bound(handler, pattern.route())))
                .filter(bound -> bound.fits(address))
                .min(Comparator.comparing((Bound bound) -> !bound.route().equals(address))
                        .thenComparing(bound -> bound.handler().kind()));
    }

    /**
     * The application.
     *
     * @return the service as a program has it
     */
    public Microservice microservice() {
        return service;
    }

    /** Closes the client and shuts the service down, with its hooks. Blocks until no thread of it is left. A second call does nothing. */
    @Override
    public void close() {
        client.close();
        service.close();
    }
}
