package dev.rookery.internal;

import java.util.function.Supplier;

/**
 * Ends what an interrupt told a thread to end. The interrupt that came before would cut short what has to be waited for on the way, so it is put off until
 * that is done; one that comes meanwhile is heard.
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    /**
     * Runs on the calling thread. Its interrupt is there again afterwards.
     *
     * @param ending what may block
     */
    public static void run(Runnable ending) {
        var _ = call(() -> {
            ending.run();
            return true;
        });
    }

    /**
     * Runs on the calling thread. Its interrupt is there again afterwards.
     *
     * @param ending what may block
     * @param <T> what it returns
     * @return the same
     */
    public static <T> T call(Supplier<T> ending) {
        var interrupted = Thread.interrupted();
        try {
            return ending.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
