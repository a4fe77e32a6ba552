package dev.rookery.web;

import dev.rookery.internal.DeadlineSweeper;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.CloseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket, from its opening to its end. A frame is read when the one before it was handled, there is room for what it may be answered with, and the
 * service takes messages; so nothing is held for a socket on which nothing moves.
 */
final class SocketConnection implements FrameHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);

    private final SocketServer server;
    private final SocketPlace place;
    private final RequestHead head;
    private final MessageAssembly message;
    private final Set<SocketReplySink> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger streams = new AtomicInteger();
    private final SocketReading reading;
    private volatile @Nullable Link link;
    // guarded by this
    private boolean connecting = true;
    private @Nullable WsClose closed;

    SocketConnection(SocketServer server, SocketPlace place, RequestHead head) {
        this.server = server;
        this.place = place;
        this.head = head;
        this.message = new MessageAssembly(server.options().maxMessageBytes(), SocketServer.CLOSE_NANOS);
        this.reading = new SocketReading(
                server.gate(), () -> outbox().isFull(), () -> link().session().demand());
    }

    /** What there is as soon as the socket is open. */
    private record Link(CoreSession session, SocketOutbox outbox, WsClient client) {}

    private Link link() {
        var known = link;
        if (known == null) {
            throw new IllegalStateException("The socket is not open yet");
        }
        return known;
    }

    WsClient client() {
        return link().client();
    }

    SocketOutbox outbox() {
        return link().outbox();
    }

    SocketPlace place() {
        return place;
    }

    // ---- its life ----

    @Override
    public void onOpen(CoreSession session, Callback callback) {
        var outbox = new SocketOutbox(session, server.options(), this::wake);
        var client = new WsClient(place.server(), head, server.codec(), session, outbox);
        link = new Link(session, outbox, client);
        callback.succeeded();
        place.server().add(client);
        server.opened(this);
        if (place.hooks().connections().isEmpty()) {
            connected(true);
        } else {
            server.onThread(() -> connected(place.hooks().connect(client())));
        }
    }

    /** What happened meanwhile is made up for. */
    private void connected(boolean welcome) {
        WsClose gone;
        synchronized (this) {
            connecting = false;
            gone = closed;
        }
        if (gone != null) {
            disconnected(gone);
            return;
        }
        if (!welcome) {
            outbox().close(CloseStatus.SERVER_ERROR, "The connection was not accepted");
        }
        reading.readOn();
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        LOG.debug("A socket at {} ends: {}", place.server().path(), cause.toString());
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        var close = outbox().closed().orElseGet(() -> byPeer(status));
        client().depart();
        running.forEach(SocketReplySink::clientGone);
        callback.succeeded();
        boolean now;
        synchronized (this) {
            closed = close;
            now = !connecting;
        }
        if (now) {
            disconnected(close);
        }
    }

    private static WsClose byPeer(CloseStatus status) {
        var reason = status.getReason();
        return new WsClose(status.getCode(), reason == null ? "" : reason);
    }

    private void disconnected(WsClose close) {
        if (place.hooks().disconnects().isEmpty()) {
            server.ended(this);
            return;
        }
        server.onThread(() -> {
            place.hooks().disconnect(client(), close);
            server.ended(this);
        });
    }

    // ---- reading ----

    @Override
    public void onFrame(Frame frame, Callback callback) {
        reading.heard();
        switch (frame.getOpCode()) {
            case OpCode.CLOSE -> callback.succeeded(); // Jetty answers it, and nothing follows
            case OpCode.PING -> pong(frame, callback);
            case OpCode.PONG -> {
                callback.succeeded();
                reading.readOn();
            }
            default -> data(frame, callback);
        }
    }

    private void pong(Frame ping, Callback callback) {
        var copy = ByteBuffer.allocate(ping.getPayloadLength());
        if (ping.hasPayload()) {
            copy.put(ping.getPayload());
        }
        callback.succeeded();
        link().session()
                .sendFrame(
                        new Frame(OpCode.PONG, copy.flip()),
                        Callback.from(reading::readOn, _ -> reading.readOn()),
                        false);
    }

    private void data(Frame frame, Callback callback) {
        if (!client().isOpen()) {
            callback.succeeded();
            reading.readNow();
            return;
        }
        byte[] whole;
        try {
            whole = message.add(frame).orElse(null);
        } catch (CloseException refused) {
            callback.failed(refused); // Jetty closes with its code
            return;
        }
        callback.succeeded();
        if (whole != null) {
            receive(whole);
        }
        reading.readOn();
    }

    private void receive(byte[] whole) {
        try {
            server.receive(this, whole);
        } catch (RuntimeException | Error error) { // the frame is done with, so that Jetty must not hear of it
            LOG.error("A message of {} could not be handled", client(), error);
            outbox().close(CloseStatus.SERVER_ERROR, "The message could not be handled");
        }
    }

    /** There is room again, or no further need of it. */
    private void wake() {
        reading.wake();
        if (!client().isOpen()) {
            reading.readNow();
        }
    }

    // ---- what it runs ----

    /** A handler is about to be started; false if it would be a stream too many. Called for one message after the other. */
    boolean began(SocketReplySink replies) {
        if (replies.isStream()) {
            if (streams.get() >= server.options().maxStreams()) {
                return false;
            }
            streams.incrementAndGet();
        }
        running.add(replies);
        return true;
    }

    /** A handler is done. */
    void done(SocketReplySink replies) {
        if (running.remove(replies) && replies.isStream()) {
            streams.decrementAndGet();
        }
    }

    boolean isClosed() {
        return link().session().isClosed();
    }

    void endStreams() {
        running.forEach(SocketReplySink::endStream);
    }

    // ---- time ----

    /** Closes the socket if it has been silent for too long, and asks for a sign of life before that. */
    void check(long now) {
        var options = server.options();
        var outbox = outbox();
        if (outbox.isClosingSince(now - SocketServer.CLOSE_NANOS)) {
            abort();
            return;
        }
        var idle = now - reading.lastSign(now, outbox.lastWritten());
        var limit = DeadlineSweeper.nanos(options.idleTimeout());
        var ping = DeadlineSweeper.nanos(options.pingInterval());
        if (limit > 0 && idle > limit) {
            LOG.debug(
                    "A client of {} gave no sign of life and is closed",
                    place.server().path());
            outbox.close(CloseStatus.SHUTDOWN, "No sign of life");
        } else if (ping > 0 && now - Math.max(reading.lastHeard(), outbox.lastPing()) > ping && outbox.isOpen()) {
            outbox.ping();
        }
    }

    void abort() {
        link().session().abort();
    }
}
