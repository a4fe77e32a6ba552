package dev.rookery.transport;

import dev.rookery.error.InvalidOptionException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt to connect: exponential, with jitter, so that a fleet does not come back in one moment.
 *
 * @param first the wait after the first failure; default 100 ms
 * @param longest the longest wait; default 10 s
 * @param jitter the part of a wait that is random, from 0 to 1; default 0.5
 */
public record Backoff(Duration first, Duration longest, double jitter) {
    /** What holds unless said otherwise. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), 0.5);

    private static final int MAX_DOUBLINGS = 30;

    /** Checks the parts. */
    public Backoff {
        if (first.isNegative() || first.isZero()) {
            throw new InvalidOptionException("first", first, "> 0");
        }
        if (longest.compareTo(first) < 0) {
            throw new InvalidOptionException("longest", longest, ">= first, which is " + first);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new InvalidOptionException("jitter", jitter, "from 0 to 1");
        }
    }

    /**
     * The wait before an attempt.
     *
     * @param failures how many attempts have failed in a row, at least 1
     * @return how long to wait, never more than {@link #longest}
     */
    public Duration delay(int failures) {
        long start = Math.max(1, first.toMillis());
        long most = Math.max(start, longest.toMillis());
        int doublings = Math.min(Math.max(failures, 1) - 1, MAX_DOUBLINGS);
        long whole = start > most >> doublings ? most : start << doublings; // without an overflow
        long random = (long) (whole * jitter * ThreadLocalRandom.current().nextDouble());
        return Duration.ofMillis(Math.max(1, whole - random));
    }
}
