package dev.rookery.rabbitmq;

import dev.rookery.error.BusyException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is to go out by one connection: filled by any thread, emptied by the connection's own, in order and as far as the socket takes it. Nobody waits
 * for a lock or for the network here.
 */
final class Outbox {
    /** After so many the thread looks at what has come in. */
    private static final int BURST = 1_024;

    private final IoThread thread;
    private final Channel socket;
    private final long maxUnsentBytes;
    private final Runnable afterBurst;
    private final ConcurrentLinkedQueue<Write> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong unsent = new AtomicLong();
    private volatile boolean closed;

    /** Something that goes out. */
    interface Write {
        /** Writes it. On the connection's thread. */
        void write() throws IOException;

        /** It will not go out. On any thread. */
        void failed(Throwable why);
    }

    /**
     * Makes an empty one.
     *
     * @param afterBurst called on the connection's thread when several have been written
     */
    Outbox(IoThread thread, Channel socket, long maxUnsentBytes, Runnable afterBurst) {
        this.thread = thread;
        this.socket = socket;
        this.maxUnsentBytes = maxUnsentBytes;
        this.afterBurst = afterBurst;
        socket.pipeline().addFirst(new Waker());
    }

    /**
     * Makes room for so many bytes, which {@link #release} gives back.
     *
     * @throws BusyException if too many wait already
     */
    void reserve(int bytes) {
        var held = unsent.addAndGet(bytes);
        if (held > maxUnsentBytes && held > bytes) {
            unsent.addAndGet(-bytes);
            throw new BusyException("RabbitMQ does not take messages as fast as they come: " + (held - bytes)
                    + " bytes wait; send less at a time, or raise maxUnsentBytes");
        }
    }

    /** Counts so many bytes whatever waits already; for what is small and has its bound elsewhere. */
    void hold(int bytes) {
        unsent.addAndGet(bytes);
    }

    void release(int bytes) {
        unsent.addAndGet(-bytes);
    }

    long unsent() {
        return unsent.get();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Write write) {
        waiting.add(write);
        if (closed) {
            failAll();
        } else {
            wake();
        }
    }

    private void wake() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true) && !thread.execute(this::empty)) {
            close();
        }
    }

    private void empty() {
        scheduled.set(false);
        for (var count = 0; count < BURST && socket.isWritable(); count++) {
            var next = waiting.poll();
            if (next == null) {
                break;
            }
            write(next);
        }
        if (!closed) {
            afterBurst.run();
            if (!waiting.isEmpty() && socket.isWritable()) {
                wake();
            }
        }
    }

    private static void write(Write next) {
        try {
            next.write();
        } catch (IOException | RuntimeException error) {
            next.failed(error);
        }
    }

    /** Fails what waits, and what comes later. */
    void close() {
        closed = true;
        failAll();
    }

    private void failAll() {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            next.failed(new IOException("The connection has ended"));
        }
    }

    /** Goes on when the socket takes more. */
    private final class Waker extends ChannelInboundHandlerAdapter {
        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            context.fireChannelWritabilityChanged();
            if (socket.isWritable() && !waiting.isEmpty()) {
                wake();
            }
        }
    }
}
