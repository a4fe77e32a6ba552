package dev.rookery.rabbitmq;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.NonBlocking;

/**
 * The one thread that reads and writes for a server or client. All that is published and settled goes out on it, so that no channel is used by two
 * threads, and so that what comes together leaves together.
 */
final class IoThread {
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;

    /**
     * Makes the thread, which begins with its first task.
     *
     * @param role server or client, for its name
     * @param daemon whether the process may end while it is there
     */
    IoThread(String role, boolean daemon) {
        this.group = new MultiThreadIoEventLoopGroup(
                1,
                task -> {
                    var thread = new Marked(task, "rookery-rabbitmq-" + role + "-1");
                    thread.setDaemon(daemon);
                    return thread;
                },
                handlers());
        this.loop = group.next();
    }

    private static IoHandlerFactory handlers() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    static Class<? extends Channel> socketType() {
        return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    MultiThreadIoEventLoopGroup group() {
        return group;
    }

    boolean isCurrentThread() {
        return loop.inEventLoop();
    }

    /** Runs a task after those before it; false once the thread has ended. */
    boolean execute(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the task reports by itself
    void schedule(Duration pause, Runnable task) {
        try {
            loop.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            return;
        }
    }

    /** Ends the thread. Waits for that, unless it is the thread itself that calls. */
    void close() {
        var ended = group.shutdownGracefully(0, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        if (!isCurrentThread()) {
            ended.awaitUninterruptibly(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Marked, so that Reactor refuses to block on it. */
    private static final class Marked extends FastThreadLocalThread implements NonBlocking {
        Marked(Runnable task, String name) {
            super(task, name);
        }
    }
}
