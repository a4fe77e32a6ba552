package dev.rookery.tcp;

import io.netty.channel.ChannelOutboundInvoker;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is set going, and not waited for: whoever has to know of its end hears of it by other ways. */
@SuppressWarnings("FutureReturnValueIgnored")
final class Unawaited {
    private Unawaited() {}

    static void close(ChannelOutboundInvoker channel) {
        channel.close();
    }

    static void schedule(EventExecutorGroup threads, Duration pause, Runnable task) {
        threads.schedule(task, FrameReader.nanos(pause), TimeUnit.NANOSECONDS);
    }

    /** Does something when a future is done, with the reason if it failed. */
    static void then(Future<?> future, Consumer<@Nullable Throwable> next) {
        future.addListener(done -> next.accept(done.cause()));
    }

    static <T> void then(CompletionStage<T> stage, BiConsumer<T, @Nullable Throwable> next) {
        stage.whenComplete(next);
    }
}
