package dev.rookery.tck;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;

/** Waits for what another thread does. */
final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(2);

    private Eventually() {}

    /** Tries an assertion until it holds; fails with its last error after {@link Contract#WAIT}. */
    static void holds(ThrowingRunnable assertion) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .atMost(Contract.WAIT)
                .untilAsserted(assertion);
    }

    /** Tries an assertion all the time that is given; fails as soon as it does not hold. */
    static void keepsHolding(Duration time, ThrowingRunnable assertion) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .during(time)
                .atMost(time.plus(Contract.WAIT))
                .failFast(() -> {
                    try {
                        assertion.run();
                    } catch (Throwable error) {
                        throw new AssertionError("It did not go on to hold", error);
                    }
                })
                .until(() -> true);
    }
}
