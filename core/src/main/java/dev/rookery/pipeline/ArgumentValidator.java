package dev.rookery.pipeline;

import org.jspecify.annotations.Nullable;

/** Checks the arguments of a handler when they have been through their pipes, before the call. Safe for use by several threads. */
@FunctionalInterface
public interface ArgumentValidator {

    /**
     * Checks. May block on a virtual thread.
     *
     * @param controller the instance whose method is to be called
     * @param arguments the arguments, which must not be changed
     * @throws Exception if they may not reach the method; it is handled by filters, just as an error of the handler
     */
    void validate(Object controller, @Nullable Object[] arguments) throws Exception;
}
