package dev.rookery.module;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Waits for what comes later, but not for ever. */
final class Later {
    private Later() {}

    /** Whether a value of that type is waited for. */
    static boolean is(Class<?> type) {
        return CompletionStage.class.isAssignableFrom(type) || Mono.class.isAssignableFrom(type);
    }

    /**
     * Waits for a stage or a Mono; the value of anything else is itself.
     *
     * @throws TimeoutException if nothing came within the limit, where zero is no limit; it is cancelled
     * @throws Exception what it failed with
     */
    static @Nullable Object await(@Nullable Object result, Duration limit) throws Exception {
        return switch (result) {
            case CompletionStage<?> stage ->
                await(Mono.fromCompletionStage(stage).toFuture(), limit);
            case Mono<?> mono -> await(mono.toFuture(), limit);
            case null, default -> result;
        };
    }

    private static @Nullable Object await(CompletableFuture<?> future, Duration limit) throws Exception {
        try {
            return limit.isZero()
                    ? future.get()
                    : future.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } finally {
            future.cancel(true);
        }
    }
}
