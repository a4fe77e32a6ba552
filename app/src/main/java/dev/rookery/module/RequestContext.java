package dev.rookery.module;

import dev.rookery.codec.Body;
import dev.rookery.codec.TypeRef;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.transport.MessageContext;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The message that something request-scoped was made for. Who has it injected is request-scoped by that alone. Safe for use by several
 * threads.
 */
public final class RequestContext {
    private final ExecutionContext execution;

    RequestContext(ExecutionContext execution) {
        this.execution = execution;
    }

    /**
     * The pattern as the sender wrote it: a text, or the JSON text of an object.
     *
     * @return the pattern; the route, if the message came by a protocol without patterns
     */
    public String pattern() {
        return execution.as(MessageContext.class).map(MessageContext::pattern).orElseGet(execution::route);
    }

    /**
     * The payload before pipes.
     *
     * @return the payload
     */
    public Body payload() {
        return execution.payload();
    }

    /**
     * The payload before pipes, as a value of a class.
     *
     * @param type the class
     * @param <T> the class
     * @return the value, null where the payload is null or absent
     * @throws dev.rookery.error.InvalidPayloadException if the payload does not fit the class
     */
    public <T> @Nullable T data(Class<T> type) {
        return execution.payload().as(type);
    }

    /**
     * The payload before pipes, as a value of a generic type.
     *
     * @param type the type, as in {@code new TypeRef<List<Cat>>() {}}
     * @param <T> the type
     * @return the value, null where the payload is null or absent
     * @throws dev.rookery.error.InvalidPayloadException if the payload does not fit the type
     */
    @SuppressWarnings("unchecked") // the payload binds to what the type says
    public <T> @Nullable T data(TypeRef<T> type) {
        return (T) execution.payload().bind(type.type());
    }

    /**
     * The context of the transport.
     *
     * @param type a type of context, such as {@code MessageContext} or {@code TcpContext}
     * @param <C> the type
     * @return the context, if the message came by such a transport
     */
    public <C> Optional<C> as(Class<C> type) {
        return execution.as(type);
    }

    /**
     * The message as guards and interceptors see it.
     *
     * @return the message and its handler
     */
    public ExecutionContext execution() {
        return execution;
    }

    @Override
    public String toString() {
        return "RequestContext of " + Objects.requireNonNull(execution.route());
    }
}
