package dev.rookery.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Writes the body of a reply: one write after the other, and what comes meanwhile with the next one. Safe for use by several threads; never blocks, and
 * calls nobody under its lock.
 */
final class Outbox {
    private final Response response;
    private final Runnable whenEmpty;
    private final Runnable whenDone;
    private final Consumer<Throwable> whenFailed;
    private final ReentrantLock lock = new ReentrantLock();
    // guarded by the lock
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean last;
    private boolean writing;
    private boolean over;

    /**
     * Begins with nothing to write.
     *
     * @param response where to
     * @param whenEmpty told each time that all has been taken by the connection
     * @param whenDone told when the last byte has been taken
     * @param whenFailed told why nothing is taken any more; it, or the other, is told once
     */
    Outbox(Response response, Runnable whenEmpty, Runnable whenDone, Consumer<Throwable> whenFailed) {
        this.response = response;
        this.whenEmpty = whenEmpty;
        this.whenDone = whenDone;
        this.whenFailed = whenFailed;
    }

    /** Adds what {@code writer} writes, and sends it as soon as the connection takes it. */
    void add(Consumer<ByteArrayOutputStream> writer, boolean isLast) {
        lock.lock();
        try {
            if (over || last) {
                return;
            }
            writer.accept(waiting);
            last = isLast;
        } finally {
            lock.unlock();
        }
        send();
    }

    /** Sends a whole body, where nothing was added before. */
    void sendOnly(byte[] bytes) {
        if (end()) {
            write(ByteBuffer.wrap(bytes), true);
        }
    }

    /** Sends the head of a body that is not sent. It goes first, since Jetty takes what ends with it for a body of no bytes, and says so. */
    void sendHead() {
        if (end()) {
            var then = Callback.from(
                    Invocable.InvocationType.NON_BLOCKING, () -> write(BufferUtil.EMPTY_BUFFER, true), this::failed);
            response.write(false, BufferUtil.EMPTY_BUFFER, then);
        }
    }

    /** Takes nothing further; false if it has ended before. */
    private boolean end() {
        lock.lock();
        try {
            var ends = !over;
            over = true;
            return ends;
        } finally {
            lock.unlock();
        }
    }

    /** Sends nothing further. */
    void stop() {
        var _ = end();
    }

    private void send() {
        ByteBuffer bytes;
        boolean isLast;
        lock.lock();
        try {
            if (writing || over || (waiting.size() == 0 && !last)) {
                return;
            }
            writing = true;
            isLast = last;
            over = isLast;
            bytes = ByteBuffer.wrap(waiting.toByteArray());
            waiting.reset();
        } finally {
            lock.unlock();
        }
        write(bytes, isLast);
    }

    private void write(ByteBuffer bytes, boolean isLast) {
        response.write(
                isLast,
                bytes,
                Callback.from(Invocable.InvocationType.NON_BLOCKING, () -> written(isLast), this::failed));
    }

    private void written(boolean wasLast) {
        if (wasLast) {
            whenDone.run();
            return;
        }
        boolean empty;
        lock.lock();
        try {
            writing = false;
            empty = waiting.size() == 0 && !last;
        } finally {
            lock.unlock();
        }
        if (empty) {
            whenEmpty.run();
        } else {
            send();
        }
    }

    private void failed(Throwable why) {
        stop();
        whenFailed.accept(why);
    }
}
