package dev.rookery.tcp;

import dev.rookery.codec.ErrorBody;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.NoHandlerException;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.ReplySink;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Where the replies to one request go. They are encoded by whoever makes them. A handler that streams is asked for as many values as there is
 * room for on the connection, by the size of the last one; at least for one at a time.
 */
final class ServerReply implements ReplySink {
    private static final AtomicIntegerFieldUpdater<ServerReply> STARVED =
            AtomicIntegerFieldUpdater.newUpdater(ServerReply.class, "starved");
    private static final long WIDEST_WINDOW = 256;

    private final ServerConnection connection;
    private final PacketCodec codec;
    private final String id;
    private volatile @Nullable Exchange exchange;
    /** 1 while the handler waits for room. */
    private volatile int starved;
    // of the one thread at a time that streams
    private long granted = 1;
    private int lastSize = 1;

    /** The neighbours in {@link OpenReplies}; on the connection's thread. */
    @Nullable ServerReply before;

    @Nullable ServerReply behind;

    ServerReply(ServerConnection connection, PacketCodec codec, String id) {
        this.connection = connection;
        this.codec = codec;
        this.id = id;
    }

    void began(Exchange started) {
        exchange = started;
        started.request(1);
    }

    @Override
    public void next(@Nullable Object value, boolean last) {
        var frame = new OutgoingFrame(last ? this : null, null);
        codec.writeValue(id, value, last, frame);
        connection.send(frame);
        if (!last) {
            lastSize = frame.length();
            granted--;
            replenish();
        }
    }

    private void replenish() {
        var started = exchange;
        if (granted > 0 || started == null) {
            return;
        }
        if (connection.window(lastSize) > 0) {
            grant(started);
        } else {
            starved = 1;
            if (connection.window(lastSize) > 0) {
                roomAgain();
            }
        }
    }

    /** There is room: a handler that waits for it may go on. */
    void roomAgain() {
        var started = exchange;
        if (started != null && STARVED.compareAndSet(this, 1, 0)) {
            grant(started);
        }
    }

    private void grant(Exchange started) {
        granted = Math.clamp(connection.window(lastSize), 1, WIDEST_WINDOW);
        started.request(granted);
    }

    @Override
    public void error(Throwable cause, ErrorBody mapped) {
        var frame = new OutgoingFrame(this, null);
        if (cause instanceof NoHandlerException) {
            codec.writeNoHandler(id, frame);
        } else {
            codec.writeError(id, mapped, frame);
        }
        connection.send(frame);
    }

    @Override
    public void complete() {
        var frame = new OutgoingFrame(this, null);
        codec.writeEnd(id, frame);
        connection.send(frame);
    }

    void cancel(Throwable why) {
        var started = exchange;
        if (started != null) {
            started.cancel(why);
        }
    }
}
