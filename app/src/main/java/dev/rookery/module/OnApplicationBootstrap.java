package dev.rookery.module;

import java.util.concurrent.CompletionStage;

/** Called after every {@link OnModuleInit}, in the same order. No message reaches a handler before all have returned. */
@FunctionalInterface
public interface OnApplicationBootstrap {

    /**
     * Warms up. May block; the start waits for it.
     *
     * @throws Exception the start fails with it; what was started before is stopped again
     */
    void onApplicationBootstrap() throws Exception;

    /** The same for what goes on after the method has returned. */
    @FunctionalInterface
    interface Async {

        /**
         * As {@link OnApplicationBootstrap#onApplicationBootstrap}; the start waits for what it returns too, at most
         * {@link ApplicationOptions#startHookTimeout()}.
         *
         * @return ends when all is done; a {@code Mono} has {@code toFuture()}
         * @throws Exception the start fails with it; what was started before is stopped again
         */
        CompletionStage<?> onApplicationBootstrap() throws Exception;
    }
}
