package dev.rookery.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Turns an error into what the caller gets. Instances are shared by all messages and must be safe for use by several threads.
 *
 * @param <E> the type of error; {@code @Catch} names several
 */
@FunctionalInterface
public interface ExceptionFilter<E extends Throwable> {

    /**
     * Handles an error. May block on a virtual thread.
     *
     * @param error what was thrown
     * @param context the message and its handler
     * @return a value that is sent as the last reply, as if the handler had returned it
     * @throws Exception is the error that the caller gets: an {@code RpcException} says what it says, anything else is "Internal server
     *     error"
     */
    @Nullable Object handle(E error, ExecutionContext context) throws Exception;
}
