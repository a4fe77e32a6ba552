package dev.rookery.rabbitmq;

import dev.rookery.error.BusyException;
import dev.rookery.error.RookeryException;

/** A reply was made, and the broker takes replies too slowly. Not to be mistaken for a message that was turned away unhandled. */
final class UnsentReplyException extends RookeryException {
    private static final long serialVersionUID = 1L;

    UnsentReplyException(String message, BusyException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
