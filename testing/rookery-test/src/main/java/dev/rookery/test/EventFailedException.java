package dev.rookery.test;

import dev.rookery.error.RookeryException;

/** A handler of an event that a test waited for threw a checked exception, which is the cause. */
public final class EventFailedException extends RookeryException {
    private static final long serialVersionUID = 1L;

    EventFailedException(String pattern, Throwable cause) {
        super("A handler of the event " + pattern + " failed: " + cause, cause);
    }
}
