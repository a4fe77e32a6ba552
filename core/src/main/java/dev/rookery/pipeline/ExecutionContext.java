package dev.rookery.pipeline;

import dev.rookery.codec.Body;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One message on its way through the pipeline, and the handler that it is for. The pipeline knows no protocol; {@link #as} gives what
 * the message came with. Safe for use by several threads.
 */
public interface ExecutionContext {

    /**
     * The handler.
     *
     * @return the method of the controller
     */
    Method handler();

    /**
     * The class of the handler.
     *
     * @return the class of the controller
     */
    Class<?> controller();

    /**
     * The normal form of the pattern that the handler is bound to.
     *
     * @return the route
     */
    String route();

    /**
     * Whether nobody waits for a reply.
     *
     * @return true for events
     */
    boolean isEvent();

    /**
     * The payload before pipes.
     *
     * @return the payload
     */
    Body payload();

    /**
     * The context of the protocol.
     *
     * @param type a type of context, such as {@code MessageContext} or {@code TcpContext}
     * @param <C> the type
     * @return the context, if the message came by such a protocol
     */
    <C> Optional<C> as(Class<C> type);

    /**
     * Keeps something for as long as this message is handled: what a guard found out, for the handler. For code that is not handed the
     * message there is {@link CurrentMessage}.
     *
     * @param key who keeps it; compared by {@code equals}
     * @param first makes what is kept, at the first call with this key; must neither return null nor block
     * @param <T> its type, the same at each call with this key
     * @return what is kept
     */
    <T> T attached(Object key, Supplier<? extends T> first);

    /**
     * The annotations of the handler and its controller, inherited and composed ones included.
     *
     * @return reads and remembers them
     */
    HandlerAnnotations annotations();

    /**
     * The nearest annotation of a type: the method's, else the controller's, inherited and composed ones included.
     *
     * @param type the annotation's type
     * @param <A> the annotation's type
     * @return the annotation
     */
    default <A extends Annotation> Optional<A> annotation(Class<A> type) {
        return annotations().nearest(type);
    }
}
