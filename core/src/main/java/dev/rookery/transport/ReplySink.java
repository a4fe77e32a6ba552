package dev.rookery.transport;

import dev.rookery.codec.ErrorBody;
import org.jspecify.annotations.Nullable;

/**
 * Where the replies to one message go. Calls never overlap: values, then one of {@code next(…, true)}, {@link #error} and
 * {@link #complete}, and nothing after it. Any thread may call; an implementation must not block.
 */
public interface ReplySink {

    /**
     * Sends a value.
     *
     * @param value the value
     * @param last whether it is the last one
     * @throws dev.rookery.error.UnserializableValueException if it cannot be written; core then sends the error in its place
     */
    void next(@Nullable Object value, boolean last);

    /**
     * Sends an error, which is the end.
     *
     * @param cause what happened; a {@link dev.rookery.error.NoHandlerException} is sent in Nest's form for it
     * @param mapped what the caller gets
     * @throws dev.rookery.error.UnserializableValueException if the body cannot be written; core then sends another
     */
    void error(Throwable cause, ErrorBody mapped);

    /** Sends the end, with no further value. */
    void complete();

    /**
     * Whether the transport hears that the caller has left, and then cancels the exchange. Where it does not, core ends a stream when it reaches
     * {@link dev.rookery.server.ServerOptions#maxStreamAge}. Asked once, when a stream begins.
     *
     * @return true, unless overridden
     */
    default boolean hearsOfDeparture() {
        return true;
    }

    /**
     * The handler gave a stream of replies, none of which is there yet. Told once at most, before the first of them.
     *
     * @return whether the caller has been told so, which ends the limit on the time of the handler, as a first value does; false, unless overridden
     */
    default boolean begun() {
        return false;
    }

    /**
     * Whether the transport has an answer of its own for an error that core knows no answer for, so that core need not log it as one that nobody
     * expected.
     *
     * @param error what was thrown
     * @return false, unless overridden: the caller gets "Internal server error" with an id that the log has too
     */
    default boolean answers(Throwable error) {
        return false;
    }

    /**
     * Where replies to events go, and to requests that name no place for them: nowhere.
     *
     * @return the one sink that does nothing
     */
    static ReplySink none() {
        return NoReplies.INSTANCE;
    }
}
