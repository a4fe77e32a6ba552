package dev.rookery.grpc;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.scheduler.NonBlocking;

/** The event loops of one server or client: named, ended by us, and such that Reactor refuses to block on them. */
final class GrpcThreads {
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final EventLoopGroup group;

    private GrpcThreads(int threads, ThreadFactory factory) {
        this.group = new MultiThreadIoEventLoopGroup(
                threads, factory, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    static Class<? extends Channel> connection() {
        return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    static Class<? extends ServerChannel> listener() {
        return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** Threads that keep the process alive. */
    static GrpcThreads forServer() {
        return new GrpcThreads(Runtime.getRuntime().availableProcessors(), factory("rookery-grpc-server-", false));
    }

    /** A thread that lets the process end. */
    static GrpcThreads forClient() {
        return new GrpcThreads(1, factory("rookery-grpc-client-", true));
    }

    private static ThreadFactory factory(String prefix, boolean daemon) {
        var counter = new AtomicInteger();
        return task -> {
            var thread = new LoopThread(task, prefix + counter.incrementAndGet());
            thread.setDaemon(daemon);
            return thread;
        };
    }

    EventLoopGroup group() {
        return group;
    }

    /** The loop that calls this, or one of them. */
    EventLoop current() {
        for (var loop : group) {
            if (loop.inEventLoop()) {
                return (EventLoop) loop;
            }
        }
        return group.next();
    }

    /** Ends the threads, and waits for that unless it is one of them that calls. */
    void close() {
        var ended = group.shutdownGracefully(0, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        if (!(Thread.currentThread() instanceof LoopThread)) {
            ended.awaitUninterruptibly(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {
        LoopThread(Runnable task, String name) {
            super(task, name);
        }
    }
}
