package dev.rookery.module;

import java.util.concurrent.CompletionStage;

/** Called at shutdown after the handlers are done, in the reverse order of {@link OnModuleInit}. Clients are still open. */
@FunctionalInterface
public interface OnModuleDestroy {

    /**
     * Gives back what {@code onModuleInit} took. May block; the shutdown waits for it, at most {@link ApplicationOptions#shutdownHookTimeout()}.
     *
     * @throws Exception it is logged, and does not stop the rest
     */
    void onModuleDestroy() throws Exception;

    /** The same for what goes on after the method has returned. */
    @FunctionalInterface
    interface Async {

        /**
         * As {@link OnModuleDestroy#onModuleDestroy}; the shutdown waits for what it returns too, at most
         * {@link ApplicationOptions#shutdownHookTimeout()}.
         *
         * @return ends when all is done; a {@code Mono} has {@code toFuture()}
         * @throws Exception it is logged, and does not stop the rest
         */
        CompletionStage<?> onModuleDestroy() throws Exception;
    }
}
