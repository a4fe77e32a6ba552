package dev.rookery.grpc;

import com.google.protobuf.Empty;
import dev.rookery.codec.ErrorBody;
import dev.rookery.error.CallerGoneException;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.MessageRecord;
import dev.rookery.transport.ReplySink;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The way back of one call. Replies of a stream are asked of the handler as long as the connection takes them, some at a time.
 *
 * <p>Core calls the sink's methods one after the other; the driver's thread tells when it can take more, and when the caller has gone.
 */
final class ServerReply implements ReplySink {
    private static final int FIRST_ASKED = 16;
    private static final int MOST_ASKED = 256;
    private static final byte[] EMPTY = {};

    private final ServerCall<byte[], byte[]> call;
    private final Rpc rpc;
    private final Messages messages;
    private final GrpcContext context;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int batch = FIRST_ASKED;
    private byte @Nullable [] latest;
    private boolean headersSent;
    private volatile boolean done;
    private final ReentrantLock sending = new ReentrantLock();
    private final Condition changed = sending.newCondition();
    private volatile boolean writerWaits;
    private volatile @Nullable Exchange exchange; // written under this, with gone
    private @Nullable Throwable gone;

    ServerReply(ServerCall<byte[], byte[]> call, Rpc rpc, Messages messages, GrpcContext context) {
        this.call = call;
        this.rpc = rpc;
        this.messages = messages;
        this.context = context;
    }

    // ---- for the driver's thread ----

    /** The handler has been started, or will be. */
    void began(Exchange started) {
        Throwable why;
        synchronized (this) {
            exchange = started;
            why = gone;
        }
        if (why != null) {
            started.cancel(why);
        } else if (rpc.serverStreams()) {
            ready();
        } else {
            started.request(1);
        }
    }

    /** The connection takes more. */
    void ready() {
        var begun = exchange;
        var more = batch;
        if (begun != null && rpc.serverStreams() && call.isReady() && asked.compareAndSet(0, more)) {
            begun.request(more);
        }
        if (writerWaits) {
            wakeWriter();
        }
    }

    /** More the next time, where the connection has taken all of these; few again where it has not, so that little waits for it. */
    private void batchEnded() {
        batch = call.isReady() ? Math.min(batch * 2, MOST_ASKED) : FIRST_ASKED;
        ready();
    }

    private void wakeWriter() {
        sending.lock();
        try {
            changed.signalAll();
        } finally {
            sending.unlock();
        }
    }

    void cancelled(Throwable why) {
        done = true;
        Exchange begun;
        synchronized (this) {
            gone = why;
            begun = exchange;
        }
        if (begun != null) {
            begun.cancel(why);
        }
        wakeWriter();
    }

    boolean isDone() {
        return done;
    }

    /** Ends a call that does not get as far as a handler, or that lasts too long. */
    void refuse(Status status) {
        if (!done) {
            close(status, new Metadata());
        }
    }

    // ---- for a handler that writes by itself ----

    /** Sends a reply. Blocks while the connection takes no more. */
    void write(@Nullable Object value) throws InterruptedException {
        var bytes = written(value);
        sending.lockInterruptibly();
        try {
            if (!rpc.serverStreams()) {
                if (latest != null) {
                    throw new IllegalStateException(rpc.name() + " has one reply, which was given before");
                }
                latest = bytes;
                return;
            }
            awaitReady();
            if (done) {
                throw new CallerGoneException("Nobody waits for replies of " + rpc.name() + " any more");
            }
            send(bytes);
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

    // ---- for core ----

    @Override
    public void next(@Nullable Object value, boolean last) {
        if (done) {
            return;
        }
        var bytes = written(value);
        if (rpc.serverStreams()) {
            send(bytes);
            if (last) {
                close(Status.OK, new Metadata());
            } else if (asked.decrementAndGet() == 0) {
                batchEnded();
            }
        } else if (last || !rpc.clientStreams()) {
            send(bytes);
            close(Status.OK, new Metadata());
            if (!last) {
                stop("An rpc with one reply has it"); // the first counts, and nobody asks for more
            }
        } else {
            latest = bytes; // of a stream of requests, the last one counts
            askOne();
        }
    }

    private byte[] written(@Nullable Object value) {
        var headers = value instanceof GrpcRecord record && !headersSent ? record.metadata() : null;
        var data = MessageRecord.dataOf(value);
        var bytes = data == null && givesNothing() ? EMPTY : messages.write(data, rpc.output());
        if (headers != null) {
            context.responseMetadata().merge(headers);
        }
        return bytes;
    }

    /** Whether the reply has no fields, so that no value need be given. */
    private boolean givesNothing() {
        return rpc.output().getFullName().equals(Empty.getDescriptor().getFullName());
    }

    private void askOne() {
        var begun = exchange;
        if (begun != null) {
            begun.request(1);
        }
    }

    private void stop(String why) {
        var begun = exchange;
        if (begun != null) {
            begun.cancel(new CallerGoneException(why));
        }
    }

    @Override
    public void error(Throwable cause, ErrorBody mapped) {
        if (!done) {
            var error = ErrorStatus.of(cause, mapped, messages.codec());
            close(error.status(), error.trailers());
        }
    }

    @Override
    public void complete() {
        if (done) {
            return;
        }
        if (!rpc.serverStreams()) {
            var only = latest == null && givesNothing() ? EMPTY : latest;
            if (only == null) {
                close(
                        Status.INTERNAL.withDescription("The handler gave no reply, and the caller waits for one"),
                        new Metadata());
                return;
            }
            send(only);
        }
        close(Status.OK, new Metadata());
    }

    /** Sends a reply, unless the deadline has ended the call meanwhile. */
    private void send(byte[] message) {
        sending.lock();
        try {
            if (done) {
                return;
            }
            if (!headersSent) {
                headersSent = true;
                call.sendHeaders(context.responseMetadata());
            }
            call.sendMessage(message);
        } finally {
            sending.unlock();
        }
    }

    /** Ends the call once, whoever comes first: a shutdown may turn it away while the driver finds fault with it, and its deadline may pass while the handler answers. */
    private void close(Status status, Metadata more) {
        sending.lock();
        try {
            if (done) {
                return;
            }
            done = true;
            if (status.isOk() && !headersSent) {
                headersSent = true;
                call.sendHeaders(context.responseMetadata());
            }
            var trailers = context.trailers();
            trailers.merge(more);
            call.close(status, trailers);
            changed.signalAll();
        } finally {
            sending.unlock();
        }
    }
}
