package dev.rookery.grpc;

import com.google.protobuf.Empty;
import dev.rookery.codec.ErrorBody;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.MessageRecord;
import dev.rookery.transport.ReplySink;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The way back of one call.
 *
 * <p>Core calls the sink's methods one after the other; the driver's thread tells when it can take more, and when the caller has gone.
 */
abstract sealed class ServerReply implements ReplySink permits OneReply, ManyReplies {
    private static final byte[] EMPTY = {};

    private final Wire wire;
    private final Rpc rpc;
    private final Messages messages;
    private volatile @Nullable Exchange exchange; // written under this, with gone
    private @Nullable Throwable gone;

    ServerReply(Wire wire, Rpc rpc, Messages messages) {
        this.wire = wire;
        this.rpc = rpc;
        this.messages = messages;
    }

    static ServerReply of(ServerCall<byte[], byte[]> call, Rpc rpc, Messages messages, GrpcContext context) {
        var wire = new Wire(call, context);
        return rpc.serverStreams() ? new ManyReplies(wire, rpc, messages) : new OneReply(wire, rpc, messages);
    }

    // ---- for the driver's thread ----

    /** The handler has been started, or will be. */
    final void began(Exchange started) {
        Throwable why;
        synchronized (this) {
            exchange = started;
            why = gone;
        }
        if (why == null) {
            begin(started);
        } else {
            started.cancel(why);
        }
    }

    /** Asks a handler for the first that can be sent. */
    abstract void begin(Exchange begun);

    /** The connection takes more. */
    abstract void ready();

    final void cancelled(Throwable why) {
        wire.cut();
        Exchange begun;
        synchronized (this) {
            gone = why;
            begun = exchange;
        }
        if (begun != null) {
            begun.cancel(why);
        }
    }

    final boolean isDone() {
        return wire.isDone();
    }

    /** Ends a call that does not get as far as a handler, or that lasts too long. */
    final void refuse(Status status) {
        wire.close(status);
    }

    // ---- for a handler that writes by itself ----

    /** Sends a reply. Blocks while the connection takes no more. */
    abstract void write(@Nullable Object value) throws InterruptedException;

    // ---- for core ----

    @Override
    public final void error(Throwable cause, ErrorBody mapped) {
        if (!isDone()) {
            var error = ErrorStatus.of(cause, mapped, messages.codec());
            wire.close(error.status(), error.trailers());
        }
    }

    // ---- for what there is of it ----

    final Wire wire() {
        return wire;
    }

    final Rpc rpc() {
        return rpc;
    }

    final @Nullable Exchange exchange() {
        return exchange;
    }

    /** The bytes of a reply, whose metadata are put where they go. */
    final byte[] written(@Nullable Object value) {
        var data = MessageRecord.dataOf(value);
        var nothing = data == null ? nothing() : null;
        var bytes = nothing == null ? messages.write(data, rpc.output()) : nothing;
        if (value instanceof GrpcRecord record) {
            wire.addHeaders(record.metadata());
        }
        return bytes;
    }

    /** The reply that needs no value, as it has no fields; null where it has some. */
    final byte @Nullable [] nothing() {
        return rpc.output().getFullName().equals(Empty.getDescriptor().getFullName()) ? EMPTY : null;
    }
}
