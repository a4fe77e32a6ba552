package dev.rookery.transport;

import dev.rookery.internal.OptionCheck;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt to connect: exponential, with jitter, so that a fleet does not come back in one moment.
 *
 * @param first the wait after the first failure; default 100 ms
 * @param longest the longest wait; default 2 s
 * @param jitter the part of a wait that is random, from 0 to 1; default 0.5
 */
public record Backoff(Duration first, Duration longest, double jitter) {
    /** What holds unless said otherwise, for every transport: short enough to be back within seconds of the other side's return. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), 0.5);

    private static final int MAX_DOUBLINGS = 30;

    /** Checks the parts. */
    public Backoff {
        OptionCheck.time("first", first);
        OptionCheck.time("longest", longest);
        OptionCheck.that(longest.compareTo(first) >= 0, "longest", longest, ">= first, which is " + first);
        OptionCheck.that(jitter >= 0 && jitter <= 1, "jitter", jitter, "from 0 to 1, where 0 has no part random");
    }

    /**
     * The wait before an attempt.
     *
     * @param failures how many attempts have failed in a row, at least 1
     * @return how long to wait, never more than {@link #longest}
     */
    public Duration delay(int failures) {
        long start = first.toMillis();
        long most = longest.toMillis();
        int doublings = Math.min(Math.max(failures, 1) - 1, MAX_DOUBLINGS);
        long whole = start > most >> doublings ? most : start << doublings; // without an overflow
        long random = (long) (whole * jitter * ThreadLocalRandom.current().nextDouble());
        return Duration.ofMillis(Math.max(1, whole - random));
    }
}
