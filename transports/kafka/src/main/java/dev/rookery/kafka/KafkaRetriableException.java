package dev.rookery.kafka;

import dev.rookery.error.RpcException;

/**
 * Thrown by the handler of a request that may succeed when it is tried again: instead of an answer, the message is handled again as
 * {@link KafkaFailures} say, and answered with this error when that ends. Nest's exception of the same name. For events each error is like this.
 */
public final class KafkaRetriableException extends RpcException {
    private static final long serialVersionUID = 1;

    /**
     * An error with a text.
     *
     * @param message what the caller gets if it never succeeds
     */
    public KafkaRetriableException(String message) {
        super(message);
    }

    /**
     * An error with a text and its cause.
     *
     * @param message what the caller gets if it never succeeds
     * @param cause what happened; not sent
     */
    public KafkaRetriableException(String message, Throwable cause) {
        super(message);
        initCause(cause);
    }
}
