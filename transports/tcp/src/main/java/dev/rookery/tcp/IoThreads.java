package dev.rookery.tcp;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.scheduler.NonBlocking;

/** The threads that read and write for one server or client, and the kind of sockets that they know. */
final class IoThreads {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    /** The kinds of sockets, the best one first. */
    enum Kind {
        EPOLL(EpollSocketChannel.class, EpollServerSocketChannel.class),
        KQUEUE(KQueueSocketChannel.class, KQueueServerSocketChannel.class),
        NIO(NioSocketChannel.class, NioServerSocketChannel.class);

        private final Class<? extends Channel> connection;
        private final Class<? extends ServerChannel> listener;

        Kind(Class<? extends Channel> connection, Class<? extends ServerChannel> listener) {
            this.connection = connection;
            this.listener = listener;
        }

        static Kind best(boolean nativeTransport) {
            if (nativeTransport && Epoll.isAvailable()) {
                return EPOLL;
            }
            return nativeTransport && KQueue.isAvailable() ? KQUEUE : NIO;
        }

        /** Loads most of what the first connection would. */
        void preload() {
            ByteBufAllocator.DEFAULT.directBuffer().release();
            try {
                var lookup = MethodHandles.lookup();
                lookup.ensureInitialized(listener);
                lookup.ensureInitialized(connection);
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible); // both are public
            }
        }

        private IoHandlerFactory handlers() {
            return switch (this) {
                case EPOLL -> EpollIoHandler.newFactory();
                case KQUEUE -> KQueueIoHandler.newFactory();
                case NIO -> NioIoHandler.newFactory();
            };
        }
    }

    private final Kind kind;
    private final EventLoopGroup group;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private IoThreads(Kind kind, int threads, ThreadFactory factory) {
        this.kind = kind;
        this.group = new MultiThreadIoEventLoopGroup(threads, factory, kind.handlers());
    }

    /** Threads that keep the process alive as long as the server is open. */
    static IoThreads forServer(TcpOptions options) {
        var threads = options.ioThreads() == 0 ? Runtime.getRuntime().availableProcessors() : options.ioThreads();
        return new IoThreads(Kind.best(options.nativeTransport()), threads, factory("rookery-tcp-server-", false));
    }

    /** Threads that let the process end. */
    static IoThreads forClient(TcpOptions options) {
        return new IoThreads(
                Kind.best(options.nativeTransport()),
                Math.max(1, options.ioThreads()),
                factory("rookery-tcp-client-", true));
    }

    private static ThreadFactory factory(String prefix, boolean daemon) {
        var counter = new AtomicInteger();
        return task -> {
            var thread = new IoThread(task, prefix + counter.incrementAndGet());
            thread.setDaemon(daemon);
            return thread;
        };
    }

    EventLoopGroup group() {
        return group;
    }

    Kind kind() {
        return kind;
    }

    Class<? extends Channel> connection() {
        return kind.connection;
    }

    Class<? extends ServerChannel> listener() {
        return kind.listener;
    }

    /** Sees to it that a connection is closed before its thread ends. */
    void add(Channel connection) {
        open.add(connection);
        Unawaited.then(connection.closeFuture(), failure -> open.remove(connection));
        if (closed) {
            Unawaited.close(connection);
        }
    }

    /**
     * Closes the connections, then ends the threads. Waits for that, unless it is one of the threads that calls. Netty's event loops would close
     * what is open by themselves, but not always when they are told to end at once.
     */
    void close() {
        closed = true;
        open.forEach(Unawaited::close);
        if (!isCurrentThread()) {
            awaitClosed(System.nanoTime() + LONGEST_CLOSE.toNanos());
        }
        var ended = group.shutdownGracefully(0, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        if (!isCurrentThread()) {
            ended.awaitUninterruptibly(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void awaitClosed(long deadline) {
        for (var connection : open) {
            connection
                    .closeFuture()
                    .awaitUninterruptibly(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    static boolean isCurrentThread() {
        return Thread.currentThread() instanceof IoThread;
    }

    /** Marked, so that Reactor refuses to block on it. */
    private static final class IoThread extends FastThreadLocalThread implements NonBlocking {
        IoThread(Runnable task, String name) {
            super(task, name);
        }
    }
}
