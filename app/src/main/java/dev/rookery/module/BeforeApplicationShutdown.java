package dev.rookery.module;

/** Called at shutdown after every {@link OnModuleDestroy}, in the same order. Clients are still open. */
@FunctionalInterface
public interface BeforeApplicationShutdown {

    /**
     * Does what has to be done while clients can still send. May block; the shutdown waits for it.
     *
     * @throws Exception it is logged, and does not stop the rest
     */
    void beforeApplicationShutdown() throws Exception;
}
