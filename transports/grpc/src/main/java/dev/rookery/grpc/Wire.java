package dev.rookery.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What goes out of one call: metadata before the first message, messages, and one end, whoever comes first: a shutdown may turn a call away while the
 * driver finds fault with it, and its deadline may pass while the handler answers. Safe for use by several threads.
 */
final class Wire {
    private final ServerCall<byte[], byte[]> call;
    private final GrpcContext context;
    private final ReentrantLock sending = new ReentrantLock();
    private final Condition changed = sending.newCondition();
    private volatile boolean done;
    private volatile boolean headersSent;
    private volatile boolean writerWaits;

    Wire(ServerCall<byte[], byte[]> call, GrpcContext context) {
        this.call = call;
        this.context = context;
    }

    boolean isDone() {
        return done;
    }

    /** Whether the connection takes more. */
    boolean isReady() {
        return call.isReady();
    }

    /** Adds to what goes before the first message, unless that has gone. */
    void addHeaders(Metadata more) {
        if (!headersSent) {
            context.responseMetadata().merge(more);
        }
    }

    /** Sends a message, unless the call has ended meanwhile. */
    void send(byte[] message) {
        sending.lock();
        try {
            if (!done) {
                sendHeaders();
                call.sendMessage(message);
            }
        } finally {
            sending.unlock();
        }
    }

    /** Sends a message as soon as the connection takes more, which blocks. False if the call has ended meanwhile. */
    boolean sendWhenReady(byte[] message) throws InterruptedException {
        sending.lockInterruptibly();
        try {
            awaitReady();
            send(message);
            return !done;
        } finally {
            sending.unlock();
        }
    }

    private void awaitReady() throws InterruptedException {
        writerWaits = true; // before it is asked whether the connection takes more, so that no answer is missed
        try {
            while (!done && !call.isReady()) {
                changed.await();
            }
        } finally {
            writerWaits = false;
        }
    }

    /** The connection takes more. */
    void ready() {
        if (writerWaits) {
            wakeWriter();
        }
    }

    private void wakeWriter() {
        sending.lock();
        try {
            changed.signalAll();
        } finally {
            sending.unlock();
        }
    }

    void close(Status status) {
        close(status, new Metadata());
    }

    void close(Status status, Metadata more) {
        sending.lock();
        try {
            if (done) {
                return;
            }
            done = true;
            if (status.isOk()) {
                sendHeaders();
            }
            var trailers = context.trailers();
            trailers.merge(more);
            call.close(status, trailers);
            changed.signalAll();
        } finally {
            sending.unlock();
        }
    }

    private void sendHeaders() {
        if (!headersSent) {
            headersSent = true;
            call.sendHeaders(context.responseMetadata());
        }
    }

    /** Nobody is at the other end any more. */
    void cut() {
        done = true;
        wakeWriter();
    }
}
