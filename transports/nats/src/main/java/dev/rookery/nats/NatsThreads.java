package dev.rookery.nats;

import io.nats.client.Options;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.NonBlocking;

/** The threads of the driver's: named, ended by us, and such that Reactor refuses to block on them. */
final class NatsThreads {
    private final Watched work;
    private final ExecutorService callbacks;
    private final ScheduledExecutorService timers;

    private NatsThreads(ThreadFactory threads) {
        work = new Watched(threads);
        callbacks = Executors.newSingleThreadExecutor(threads);
        timers = Executors.newSingleThreadScheduledExecutor(threads);
    }

    /** Threads that keep the process alive. */
    static NatsThreads forServer() {
        return new NatsThreads(factory("rookery-nats-server-", false));
    }

    /** Threads that let the process end. */
    static NatsThreads forClient() {
        return new NatsThreads(factory("rookery-nats-client-", true));
    }

    private static ThreadFactory factory(String prefix, boolean daemon) {
        var counter = new AtomicInteger();
        return task -> {
            var thread = new DriverThread(task, prefix + counter.incrementAndGet());
            thread.setDaemon(daemon);
            return thread;
        };
    }

    /** Where the user's own are not set already. What is told is told in order, by one thread. */
    void use(Options.Builder options) {
        options.executor(work).connectExecutor(work).callbackExecutor(callbacks).scheduledExecutor(timers);
    }

    /** Waits until what the driver has told until now has been heard, but no longer than a second. Blocks. */
    void awaitCallbacks() throws InterruptedException {
        try {
            callbacks.submit(() -> {}).get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException late) {
            // Then a reason is missing that is nice to have.
        }
    }

    /** Hears of tasks of the driver's that fail, which it does not tell of itself; from the thread that ran them. */
    void whenBroken(Consumer<Throwable> listener) {
        work.whenBroken = listener;
    }

    void close() {
        timers.shutdownNow();
        callbacks.shutdown();
        work.shutdownNow();
    }

    /** As many threads as there are tasks. */
    private static final class Watched extends ThreadPoolExecutor {
        private volatile Consumer<Throwable> whenBroken = _ -> {};

        Watched(ThreadFactory threads) {
            super(0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        }

        @Override
        protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
            if (task instanceof Future<?> future && future.state() == Future.State.FAILED) {
                whenBroken.accept(future.exceptionNow());
            }
        }
    }

    private static final class DriverThread extends Thread implements NonBlocking {
        DriverThread(Runnable task, String name) {
            super(task, name);
        }
    }
}
