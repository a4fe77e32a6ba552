package dev.rookery.module;

import java.util.concurrent.CompletionStage;

/** Called once everything is made, before anything can arrive: imported modules first, and within a module what others need first. */
@FunctionalInterface
public interface OnModuleInit {

    /**
     * Prepares. May block; the start waits for it.
     *
     * @throws Exception the start fails with it; what was started before is stopped again
     */
    void onModuleInit() throws Exception;

    /** The same for what goes on after the method has returned. */
    @FunctionalInterface
    interface Async {

        /**
         * As {@link OnModuleInit#onModuleInit}; the start waits for what it returns too, at most
         * {@link ApplicationOptions#startHookTimeout()}.
         *
         * @return ends when all is done; a {@code Mono} has {@code toFuture()}
         * @throws Exception the start fails with it; what was started before is stopped again
         */
        CompletionStage<?> onModuleInit() throws Exception;
    }
}
