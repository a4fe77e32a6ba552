package dev.rookery.module;

/** Called at shutdown after every {@link BeforeApplicationShutdown}, in the same order. Clients and transports close after it. */
@FunctionalInterface
public interface OnApplicationShutdown {

    /**
     * Does what is left. May block; the shutdown waits for it.
     *
     * @throws Exception it is logged, and does not stop the rest
     */
    void onApplicationShutdown() throws Exception;
}
