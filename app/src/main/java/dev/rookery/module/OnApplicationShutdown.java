package dev.rookery.module;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Called at shutdown after every {@link BeforeApplicationShutdown}, in the same order. Clients and transports close after it. */
@FunctionalInterface
public interface OnApplicationShutdown {

    /**
     * Does what is left. May block; the shutdown waits for it, at most {@link ApplicationOptions#shutdownHookTimeout()}.
     *
     * @param signal the name of the signal that ends the process, such as {@code SIGTERM}; null if none does
     * @throws Exception it is logged, and does not stop the rest
     */
    void onApplicationShutdown(@Nullable String signal) throws Exception;

    /** The same for what goes on after the method has returned. */
    @FunctionalInterface
    interface Async {

        /**
         * As {@link OnApplicationShutdown#onApplicationShutdown}; the shutdown waits for what it returns too, at most
         * {@link ApplicationOptions#shutdownHookTimeout()}.
         *
         * @param signal the name of the signal that ends the process, such as {@code SIGTERM}; null if none does
         * @return ends when all is done; a {@code Mono} has {@code toFuture()}
         * @throws Exception it is logged, and does not stop the rest
         */
        CompletionStage<?> onApplicationShutdown(@Nullable String signal) throws Exception;
    }
}
