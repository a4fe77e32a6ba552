package dev.rookery.module;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Called at shutdown after every {@link OnModuleDestroy}, in the same order. Clients are still open. */
@FunctionalInterface
public interface BeforeApplicationShutdown {

    /**
     * Does what has to be done while clients can still send. May block; the shutdown waits for it, at most
     * {@link ApplicationOptions#shutdownHookTimeout()}.
     *
     * @param signal the name of the signal that ends the process, such as {@code SIGTERM}; null if none does
     * @throws Exception it is logged, and does not stop the rest
     */
    void beforeApplicationShutdown(@Nullable String signal) throws Exception;

    /** The same for what goes on after the method has returned. */
    @FunctionalInterface
    interface Async {

        /**
         * As {@link BeforeApplicationShutdown#beforeApplicationShutdown}; the shutdown waits for what it returns too, at most
         * {@link ApplicationOptions#shutdownHookTimeout()}.
         *
         * @param signal the name of the signal that ends the process, such as {@code SIGTERM}; null if none does
         * @return ends when all is done; a {@code Mono} has {@code toFuture()}
         * @throws Exception it is logged, and does not stop the rest
         */
        CompletionStage<?> beforeApplicationShutdown(@Nullable String signal) throws Exception;
    }
}
