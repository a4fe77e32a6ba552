package dev.rookery.pipeline;

import java.util.Optional;

/** The message that is being handled, for code that is not handed it: a {@link ScopedValue} of the handler's thread. */
public final class CurrentMessage {
    /** Bound while guards, interceptors, pipes, handler and filters run on the handler's thread. */
    public static final ScopedValue<ExecutionContext> SCOPE = ScopedValue.newInstance();

    private CurrentMessage() {}

    /**
     * The message that this thread handles.
     *
     * @return the message, empty outside of a handler
     */
    public static Optional<ExecutionContext> get() {
        return SCOPE.isBound() ? Optional.of(SCOPE.get()) : Optional.empty();
    }
}
