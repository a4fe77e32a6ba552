package dev.rookery.redis;

import dev.rookery.internal.Reasons;
import io.netty.util.concurrent.EventExecutorGroup;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What is set going, and not waited for: whoever has to know of its end hears of it by other ways. */
@SuppressWarnings("FutureReturnValueIgnored")
final class Unawaited {
    private Unawaited() {}

    static void schedule(EventExecutorGroup threads, Duration pause, Runnable task) {
        threads.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does something when a stage is done, with the reason if it failed. */
    static <T> void then(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> next) {
        stage.whenComplete((result, error) -> next.accept(result, error == null ? null : Reasons.unwrapped(error)));
    }
}
