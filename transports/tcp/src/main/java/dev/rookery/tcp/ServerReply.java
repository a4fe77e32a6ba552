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
 * room for on the connection, by the size of the last one.
 */
final class ServerReply implements ReplySink {
    private static final AtomicIntegerFieldUpdater<ServerReply> STARVED =
            AtomicIntegerFieldUpdater.newUpdater(ServerReply.class, "starved");
    /** How many values may come before the size of any is known. */
    private static final long FIRST_WINDOW = 16;

    private static final long WIDEST_WINDOW = 256;

    private final ServerConnection connection;
    private final PacketCodec codec;
    private final String id;
    private volatile @Nullable Exchange exchange;
    /** 1 while the handler waits for room. */
    private volatile int starved;
    // of the one thread at a time that streams
    private long window = FIRST_WINDOW;

    private long granted = FIRST_WINDOW;
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
        started.request(FIRST_WINDOW);
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

    /** Asks for more before the handler has to wait, so that a source that does not wait loses nothing. */
    private void replenish() {
        var started = exchange;
        if (granted > window / 2 || started == null) {
            return;
        }
        if (!grant(started) && granted == 0) {
            starved = 1;
            roomAgain();
        }
    }

    /** There may be room: a handler that waits for it may then go on. */
    void roomAgain() {
        var started = exchange;
        while (started != null && connection.window(lastSize) > 0 && STARVED.compareAndSet(this, 1, 0)) {
            if (!grant(started)) {
                starved = 1;
            }
        }
    }

    /** Only for whoever streams, or who took the handler out of its waiting. */
    private boolean grant(Exchange started) {
        var wanted = Math.min(connection.window(lastSize), WIDEST_WINDOW);
        var added = wanted - granted;
        if (added <= 0) {
            return false;
        }
        window = wanted;
        granted = wanted;
        started.request(added);
        return true;
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
