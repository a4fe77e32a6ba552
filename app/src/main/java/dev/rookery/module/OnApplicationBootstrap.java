package dev.rookery.module;

/** Called after every {@link OnModuleInit}, in the same order. No message reaches a handler before all have returned. */
@FunctionalInterface
public interface OnApplicationBootstrap {

    /**
     * Warms up. May block; the start waits for it.
     *
     * @throws Exception the start fails with it; what was started before is stopped again
     */
    void onApplicationBootstrap() throws Exception;
}
