package dev.rookery.internal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that takes long to make, mostly because of the classes that it loads, and is needed later: it is made on a thread of its own,
 * and whoever needs it first waits for it. Half of a service's start is such work.
 *
 * @param <T> what is made; shared by all, so it has to be safe to publish without a lock, as what has only final fields is
 */
public final class EarlyStart<T> implements Supplier<T> {
    /** Here before any thread is started: a logger that is asked for while another thread sets up the logging is a substitute. */
    private static final Logger LOG = LoggerFactory.getLogger(EarlyStart.class);

    private final Supplier<T> maker;
    private final Thread thread;
    private @Nullable T made;
    private volatile @Nullable T published;
    private volatile @Nullable Throwable failure;

    private EarlyStart(String threadName, Supplier<T> maker) {
        this.maker = maker;
        this.thread = Thread.ofPlatform().daemon().name(threadName).unstarted(this::make);
    }

    /**
     * Begins to make something.
     *
     * @param threadName the name of the thread, which ends when it is made
     * @param maker makes it; called once
     * @param <T> what is made
     * @return gives it, waiting for it where it is not there yet; what the maker threw is thrown to each that asks
     */
    public static <T> EarlyStart<T> of(String threadName, Supplier<T> maker) {
        var started = new EarlyStart<>(threadName, maker);
        started.thread.start();
        return started;
    }

    private void make() {
        try {
            published = maker.get();
        } catch (RuntimeException | Error error) {
            LOG.debug(
                    "{} failed; whoever needs it is told",
                    Thread.currentThread().getName(),
                    error);
            failure = error;
        }
    }

    /** Blocks for as long as it takes to make it, also when interrupted; the interrupt is kept. */
    @Override
    public T get() {
        var known = made;
        return known != null ? known : await();
    }

    private T await() {
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        var result = published;
        if (result == null) {
            throw failure instanceof Error error
                    ? new IllegalStateException(thread.getName() + " failed", error)
                    : new IllegalStateException(thread.getName() + " failed", failure);
        }
        made = result;
        return result;
    }
}
