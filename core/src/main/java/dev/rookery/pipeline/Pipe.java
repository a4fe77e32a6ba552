package dev.rookery.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Changes or checks a parameter before the handler gets it. The payload is bound to the input type of the first pipe. Instances are
 * shared by all messages and must be safe for use by several threads.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
@FunctionalInterface
public interface Pipe<I, O> {

    /**
     * Changes the value, or throws to refuse it. May block on a virtual thread.
     *
     * @param value the value, null if the payload is null or absent
     * @param argument which parameter it is for
     * @return the value for the next pipe or the handler
     * @throws Exception is handled by filters, just as an error of the handler
     */
    @Nullable O transform(@Nullable I value, ArgumentMetadata argument) throws Exception;

    /**
     * Makes the pipe ready for a parameter. Called once for each parameter, at start; the place to read options from an annotation by
     * {@link ArgumentMetadata#annotation}, and to refuse what could never work.
     *
     * @param argument the parameter
     * @return the pipe that is used for it; by default this one
     * @throws dev.rookery.error.HandlerDefinitionException if it cannot serve the parameter; the start tells it
     */
    default Pipe<I, O> forArgument(ArgumentMetadata argument) {
        return this;
    }
}
