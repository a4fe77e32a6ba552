package dev.rookery.internal;

import dev.rookery.error.RookeryException;
import dev.rookery.error.StartException;
import dev.rookery.transport.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Lets a server try its start again, as often as its {@code startRetries} say, after growing waits. One object a server; used by the thread that
 * starts it, but for {@link #end} and {@link #hasEndedWithin}, which any thread may call.
 */
public final class StartRetries {
    private final int retries;
    private final Backoff backoff;
    private final Logger log;
    private final CountDownLatch ended = new CountDownLatch(1);
    private int failures;

    /**
     * None is used up.
     *
     * @param retries how often to try again; 0 never does
     * @param backoff the waits
     * @param log told of each failure that another attempt follows
     */
    public StartRetries(int retries, Backoff backoff, Logger log) {
        this.retries = retries;
        this.backoff = backoff;
        this.log = log;
    }

    /**
     * Attempts until it succeeds. Blocks for that long, waits included.
     *
     * @param attempt connects and subscribes; a {@link StartException} of it is final, after any other failure it is tried again
     * @throws StartException if it failed for the last time
     */
    public void run(Runnable attempt) {
        while (true) {
            try {
                attempt.run();
                return;
            } catch (StartException refused) {
                throw refused;
            } catch (RuntimeException failure) {
                if (!again(failure)) {
                    throw cannotStart(failure);
                }
            }
        }
    }

    /** What a connection's error says stands in the text: below it, a stack trace goes on with the cause, and does not say it again. */
    private static StartException cannotStart(RuntimeException failure) {
        var cause = failure instanceof RookeryException && failure.getCause() != null ? failure.getCause() : failure;
        return new StartException("The server cannot start: " + failure.getMessage(), cause);
    }

    /**
     * Waits before the next attempt. Blocks as long as the backoff says.
     *
     * @param failure why the last one failed
     * @return whether there is to be a next one; false if all are used up, the server was closed, or the thread was interrupted, which it then
     *     still is
     */
    public boolean again(Throwable failure) {
        failures++;
        if (failures > retries || hasEnded()) {
            return false;
        }
        log.warn("{} (attempt {} of {})", failure.getMessage(), failures, retries + 1L);
        return !hasEndedWithin(backoff.delay(failures));
    }

    /**
     * Waits, but no longer than the server is there. Any thread may call.
     *
     * @param time how long
     * @return whether the server was closed meanwhile, or the thread was interrupted, which it then still is
     */
    public boolean hasEndedWithin(Duration time) {
        try {
            return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Whether the server was closed.
     *
     * @return true after {@link #end}
     */
    public boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** The server is closed: there is no further attempt, and nobody waits for one. */
    public void end() {
        ended.countDown();
    }
}
