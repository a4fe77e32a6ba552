package dev.rookery.module;

/** Called at shutdown after the handlers are done, in the reverse order of {@link OnModuleInit}. Clients are still open. */
@FunctionalInterface
public interface OnModuleDestroy {

    /**
     * Gives back what {@code onModuleInit} took. May block; the shutdown waits for it.
     *
     * @throws Exception it is logged, and does not stop the rest
     */
    void onModuleDestroy() throws Exception;
}
