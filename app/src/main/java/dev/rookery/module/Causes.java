package dev.rookery.module;

import dev.rookery.error.RookeryException;
import java.lang.reflect.InvocationTargetException;

/** What lies behind an error of a reflective call, and how it is told. */
final class Causes {
    private Causes() {}

    /** The exception that the called code threw; an {@link Error} is thrown at once. */
    static Exception of(InvocationTargetException wrapper) {
        var cause = wrapper.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof Exception exception ? exception : wrapper;
    }

    /** What happened, in a sentence of another message. */
    static String told(Throwable error) {
        return error instanceof RookeryException ? String.valueOf(error.getMessage()) : error.toString();
    }
}
