package dev.rookery.redis;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.scheduler.NonBlocking;

/** The driver's threads for one server or client: one reads and writes, one connects, one counts time. */
final class DriverThreads {
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final DefaultEventLoopGroupProvider reading;
    private final DefaultEventExecutorGroup connecting;
    private final HashedWheelTimer timer;
    private final ClientResources resources;

    DriverThreads(String owner, NettyCustomizer customizer) {
        var prefix = "rookery-redis-" + owner;
        this.reading = new DefaultEventLoopGroupProvider(1, (String pool) -> factory(prefix + "-io-"));
        this.connecting = new DefaultEventExecutorGroup(1, factory(prefix + "-connect-"));
        this.timer = new HashedWheelTimer(factory(prefix + "-timer-"));
        this.resources = DefaultClientResources.builder()
                .eventLoopGroupProvider(reading)
                .eventExecutorGroup(connecting)
                .timer(timer)
                .nettyCustomizer(customizer)
                .build();
    }

    private static ThreadFactory factory(String prefix) {
        var counter = new AtomicInteger();
        return task -> {
            var thread = new DriverThread(task, prefix + counter.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    ClientResources resources() {
        return resources;
    }

    void schedule(Duration pause, Runnable task) {
        Unawaited.schedule(connecting, pause, task);
    }

    static boolean isCurrentThread() {
        return Thread.currentThread() instanceof DriverThread;
    }

    /** Ends the threads. Waits for that, unless it is one of them that calls. */
    void close() {
        var _ = resources.shutdown(0, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        var ended = reading.shutdown(0, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        var alsoEnded = connecting.shutdownGracefully(0, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        if (isCurrentThread()) {
            Thread.ofVirtual().name("rookery-redis-end").start(timer::stop);
            return;
        }
        timer.stop();
        ended.awaitUninterruptibly(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        alsoEnded.awaitUninterruptibly(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Marked, so that Reactor refuses to block on it. */
    private static final class DriverThread extends FastThreadLocalThread implements NonBlocking {
        DriverThread(Runnable task, String name) {
            super(task, name);
        }
    }
}
