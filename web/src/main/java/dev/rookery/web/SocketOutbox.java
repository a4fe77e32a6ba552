package dev.rookery.web;

import dev.rookery.internal.DeadlineSweeper;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes to one client: frame after frame, and no more of them waiting than may. Safe for use by several threads; never blocks. */
final class SocketOutbox {
    private static final Logger LOG = LoggerFactory.getLogger(SocketOutbox.class);
    /** About what a waiting frame takes beside its payload. */
    private static final int FRAME_COST = 64;

    private final CoreSession session;
    private final WebSocketOptions options;
    private final Runnable whenRoom;
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicReference<@Nullable Closing> closing = new AtomicReference<>();
    private final AtomicBoolean pinging = new AtomicBoolean();
    private volatile long lastPing;
    private volatile long lastWritten = DeadlineSweeper.now();

    /**
     * Begins with nothing to send.
     *
     * @param session where to
     * @param options how much may wait
     * @param whenRoom told each time that the client has taken something, and no more than half of what may wait does
     */
    SocketOutbox(CoreSession session, WebSocketOptions options, Runnable whenRoom) {
        this.session = session;
        this.options = options;
        this.whenRoom = whenRoom;
    }

    /** Sends what nobody asked for, unless too much waits already. */
    void event(ByteBuffer json) {
        if (!isOpen()) {
            return;
        }
        if (!isFull()) {
            reply(json);
        } else if (options.slowReader() == SlowReader.CLOSE) {
            LOG.info(
                    "A client of {} took too little of what was sent to it, and was closed",
                    session.getRequestURI().getPath());
            close(CloseStatus.TRY_AGAIN_LATER, "Too slow");
        } else if (dropped.getAndIncrement() == 0) {
            LOG.warn(
                    "A client of {} takes too little of what is sent to it: from now on events are dropped",
                    session.getRequestURI().getPath());
        }
    }

    /** Sends what the client asked for, as {@link #reply(ByteBuffer, Runnable)} does. */
    void reply(ByteBuffer json) {
        reply(json, SocketOutbox::nothing);
    }

    private static void nothing() {}

    /** Sends what the client asked for. It waits in any case: no further message is read from a client that has too much of it waiting. */
    void reply(ByteBuffer json, Runnable whenTaken) {
        if (isOpen()) {
            send(json, whenTaken);
        }
    }

    private void send(ByteBuffer json, Runnable whenTaken) {
        var sent = new Sent(json.remaining() + FRAME_COST, whenTaken);
        queued.addAndGet(sent.cost);
        session.sendFrame(new Frame(OpCode.TEXT, json.duplicate()), sent, false);
    }

    /** Whether as much waits as may. */
    boolean isFull() {
        return queued.get() >= options.maxUnsentBytes();
    }

    long dropped() {
        return dropped.get();
    }

    long lastWritten() {
        return lastWritten;
    }

    long lastPing() {
        return lastPing;
    }

    /** Asks for a sign of life, unless such a question still waits to be taken. */
    void ping() {
        if (pinging.compareAndSet(false, true)) {
            lastPing = DeadlineSweeper.now();
            session.sendFrame(
                    new Frame(OpCode.PING), Callback.from(() -> pinging.set(false), _ -> pinging.set(false)), false);
        }
    }

    // ---- the end ----

    /** What this side has closed the connection with, and when. */
    private record Closing(WsClose close, long since) {}

    void close(int code, String reason) {
        if (closing.compareAndSet(null, new Closing(new WsClose(code, reason), DeadlineSweeper.now()))) {
            session.close(code, reason, Callback.NOOP);
            whenRoom.run(); // who is closed is read, so that its own close is seen
        }
    }

    boolean isOpen() {
        return closing.get() == null && session.isOutputOpen();
    }

    /** How this side closed the connection, if it did. */
    Optional<WsClose> closed() {
        return Optional.ofNullable(closing.get()).map(Closing::close);
    }

    /** Whether the client was closed so long ago that it need not be waited for. */
    boolean isClosingSince(long moment) {
        var begun = closing.get();
        return begun != null && begun.since() <= moment;
    }

    /** One frame on its way. */
    private final class Sent implements Callback {
        private final int cost;
        private final Runnable whenTaken;

        Sent(int cost, Runnable whenTaken) {
            this.cost = cost;
            this.whenTaken = whenTaken;
        }

        @Override
        public void succeeded() {
            lastWritten = DeadlineSweeper.now();
            leave();
            whenTaken.run();
        }

        @Override
        public void failed(Throwable why) {
            leave(); // the connection says what that means
        }

        private void leave() {
            if (queued.addAndGet(-cost) <= options.maxUnsentBytes() / 2) {
                whenRoom.run();
            }
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
