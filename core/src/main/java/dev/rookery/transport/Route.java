package dev.rookery.transport;

import java.lang.annotation.Annotation;
import java.util.Optional;

/** What handlers are bound to: a pattern in its normal form, and what a transport may want to know of the handlers. Immutable and safe for use by several threads. */
public interface Route {

    /**
     * The pattern in its normal form, which is the name of a broker's channel.
     *
     * @return the route
     */
    String address();

    /**
     * Whether the address has wildcards in this transport's syntax.
     *
     * @return true if it fits more than one channel
     */
    boolean isWildcard();

    /**
     * Whether a request finds a message handler here.
     *
     * @return true if there is one
     */
    boolean hasMessageHandler();

    /**
     * Whether an event finds event handlers here.
     *
     * @return true if there is one or more
     */
    boolean hasEventHandler();

    /**
     * Whether a request is answered by a stream of replies.
     *
     * @return true if the handler for requests returns a publisher of many or a {@code java.util.stream.Stream}
     */
    default boolean hasManyReplies() {
        return false;
    }

    /**
     * An annotation of the handler's method or else its class, such as one that only this transport knows.
     *
     * @param type the annotation's type
     * @param <A> the annotation's type
     * @return the first one found among the handlers
     */
    <A extends Annotation> Optional<A> annotation(Class<A> type);
}
