package dev.rookery.redis;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what the driver does, always with a limit. */
final class Waiting {
    private static final Duration BRIEFLY = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private Waiting() {}

    /** Waits at most two seconds, whatever comes of it. */
    static void briefly(CompletionStage<?> stage) {
        atMost(BRIEFLY, stage);
    }

    /** Looks again and again, for things that tell nobody of their end. */
    static void until(long deadlineNanos, BooleanSupplier done) {
        while (!done.getAsBoolean()
                && System.nanoTime() - deadlineNanos < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Waits for an end, good or bad; false if there was none in time. */
    static boolean atMost(Duration limit, CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().get(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException failed) {
            return true; // whoever has to know has heard of it by the stage itself
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
