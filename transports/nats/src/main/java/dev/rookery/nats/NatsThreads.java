package dev.rookery.nats;

import io.nats.client.Options;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.scheduler.NonBlocking;

/** The threads of the driver's: named, ended by us, and such that Reactor refuses to block on them. */
final class NatsThreads {
    private final ExecutorService work;
    private final ExecutorService callbacks;
    private final ScheduledExecutorService timers;

    private NatsThreads(ThreadFactory threads) {
        work = Executors.newCachedThreadPool(threads);
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

    void close() {
        timers.shutdownNow();
        callbacks.shutdown();
        work.shutdownNow();
    }

    private static final class DriverThread extends Thread implements NonBlocking {
        DriverThread(Runnable task, String name) {
            super(task, name);
        }
    }
}
