package dev.rookery.tcp;

import dev.rookery.error.CallerGoneException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.ReplySink;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection to a server. It reads requests as long as there is room for their replies, and ends in three steps: it takes no
 * more requests, sends the replies that are due, and closes.
 */
final class ServerConnection extends ChannelInboundHandlerAdapter implements Outbox.Owner, FrameReader.Owner {
    /** How long replies may take that are due when the peer has sent nonsense. */
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private final TcpServer server;
    private final Outbox outbox;
    private final OpenReplies open = new OpenReplies();
    private @Nullable ChannelHandlerContext context;
    private @Nullable FrameReader reader;
    private @Nullable Farewell farewell;
    private @Nullable Peer peer;
    private boolean reading;
    private boolean drainDue;
    private boolean inputEnded;
    private boolean overflown;
    private long lastTrafficNanos;

    ServerConnection(TcpServer server) {
        this.server = server;
        this.outbox = new Outbox(this, server.options().maxUnsentBytes());
    }

    // ---- life ----

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        peer = Peer.of(added.channel());
        reader = new FrameReader(this, added.channel(), server.options());
        farewell = new Farewell(added);
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        server.opened(this, peer());
        lastTrafficNanos = System.nanoTime();
        watchIdleness(FrameReader.nanos(server.options().idleTimeout()));
        active.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        reader().end();
        var lost = new CallerGoneException("The connection of " + peer() + " is closed");
        outbox.close(lost);
        open.forEach(reply -> reply.cancel(lost));
        open.clear();
        server.closed(this, peer());
        inactive.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext caught, Throwable cause) {
        server.failed(peer(), cause);
        Unawaited.close(caught);
    }

    // ---- what comes in ----

    @Override
    public void channelRead(ChannelHandlerContext read, Object message) {
        reading = true;
        lastTrafficNanos = System.nanoTime();
        server.runtime().burst(() -> reader().received((ByteBuf) message));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext complete) {
        readingDone();
        complete.fireChannelReadComplete();
    }

    private void readingDone() {
        reading = false;
        if (drainDue) {
            drainDue = false;
            outbox.drain(context());
        }
    }

    @Override
    public boolean mayRead() {
        if (server.intake().isPaused()) {
            server.intake().hold(this);
            return false;
        }
        return outbox.hasRoom();
    }

    @Override
    public void packet(byte[] packet) {
        var runtime = server.runtime();
        var request = runtime.codec().readRequest(packet, 0, packet.length);
        var id = request.id();
        if (id == null && request.isForeign()) {
            server.foreign(peer());
            return;
        }
        var pattern = request.pattern();
        var inbound = new Inbound(
                pattern == null ? null : runtime.matchPattern(pattern).orElse(null),
                id == null,
                request.data(),
                new TcpContext(pattern, request.metadata(), peer()),
                null);
        if (id == null) {
            runtime.dispatch(inbound, ReplySink.none());
            return;
        }
        var reply = new ServerReply(this, runtime.codec(), id);
        open.add(reply);
        reply.began(runtime.dispatch(inbound, reply));
    }

    /** Reads on, if it was held. Any thread may call. */
    void resumeSoon() {
        execute(this::resume);
    }

    private void resume() {
        reading = true;
        server.runtime().burst(reader()::resume);
        readingDone();
        endIfDone();
    }

    // ---- what goes out ----

    /** Sends a packet. Any thread may call. */
    void send(OutgoingFrame packet) {
        server.options().framing().frame(packet);
        if (!outbox.offer(packet)) {
            execute(this::overflow);
        }
    }

    private void overflow() {
        if (!overflown) {
            overflown = true;
            server.closing(
                    peer(),
                    "more than " + server.options().maxUnsentBytes()
                            + " bytes wait for it to read: let it read faster, or raise maxUnsentBytes");
            Unawaited.close(context());
        }
    }

    /** How many values of a size a handler may be asked for; 0 if it has to wait. Any thread may call. */
    long window(int size) {
        return outbox.hasRoom() ? Math.max(1, outbox.room() / Math.max(1, size) / Math.max(1, open.size())) : 0;
    }

    @Override
    public void drainSoon() {
        if (context().executor().inEventLoop() && reading) {
            drainDue = true;
        } else {
            execute(() -> outbox.drain(context()));
        }
    }

    /** Runs on the connection's thread, unless that has ended with the server. */
    private void execute(Runnable task) {
        try {
            context().executor().execute(task);
        } catch (RejectedExecutionException ended) {
            outbox.close(ended);
        }
    }

    @Override
    public void drained(OutgoingFrame first) {
        lastTrafficNanos = System.nanoTime();
        for (OutgoingFrame frame = first; frame != null; frame = frame.next) {
            if (frame.ending != null) {
                open.remove(frame.ending);
            }
        }
        endIfDone();
    }

    @Override
    public void roomAgain() {
        server.caughtUp(peer());
        open.forEach(ServerReply::roomAgain);
        resume();
    }

    // ---- the end ----

    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE || event instanceof SslCloseCompletionEvent) {
            inputEnded = true;
            server.ended(peer());
            endIfDone();
            farewell()
                    .probe(
                            () -> !open.isEmpty() && outbox.isEmpty(),
                            server.options().framing());
        }
        if (event == ChannelOutputShutdownEvent.INSTANCE && !farewell().hasBegun()) {
            // The peer has gone and the kernel says so in a way (ENOTCONN) that Netty takes for the end of one half:
            // what is
            // written from now on is lost, and nothing else would ever end the connection.
            Unawaited.close(triggered);
        }
        triggered.fireUserEventTriggered(event);
    }

    /** Closes the connection once the peer sends no more and has got what is due. */
    private void endIfDone() {
        var done = (inputEnded && !reader().isHeld()) || reader().isEnded();
        if (done && open.isEmpty()) {
            reader().end();
            farewell().close(inputEnded);
        }
    }

    @Override
    public void undecodable(UndecodableMessageException why) {
        server.closing(peer(), Objects.requireNonNullElse(why.getMessage(), "not a packet"));
        endWithin(LONGEST_FAREWELL);
    }

    @Override
    public void partialFrameTimedOut() {
        server.timedOut(
                peer(), "a frame stayed incomplete for " + server.options().partialFrameTimeout());
        reader().end();
        endWithin(LONGEST_FAREWELL);
    }

    private void endWithin(Duration limit) {
        endIfDone();
        Unawaited.schedule(context().executor(), limit, () -> Unawaited.close(context()));
    }

    /** Sends what there is, and closes. Any thread may call. */
    void closeSoon() {
        execute(() -> {
            outbox.drain(context());
            reader().end();
            farewell().close(inputEnded);
        });
    }

    private void watchIdleness(long nanos) {
        if (nanos > 0) {
            Unawaited.schedule(context().executor(), Duration.ofNanos(nanos), this::checkIdleness);
        }
    }

    private void checkIdleness() {
        var timeout = FrameReader.nanos(server.options().idleTimeout());
        var left = timeout - (System.nanoTime() - lastTrafficNanos);
        if (!context().channel().isActive()) {
            return;
        }
        if (left > 0 || isWaitedFor()) {
            watchIdleness(left > 0 ? left : timeout);
        } else {
            server.timedOut(peer(), "it was idle for " + server.options().idleTimeout());
            reader().end();
            endIfDone();
        }
    }

    /** Whether it is the server's turn: with a reply, or with a request that it does not read yet. A peer that does not read makes nobody wait. */
    private boolean isWaitedFor() {
        return !open.isEmpty() || (reader().isHeld() && outbox.hasRoom());
    }

    // ---- parts that are there from the first moment on ----

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "context");
    }

    private FrameReader reader() {
        return Objects.requireNonNull(reader, "reader");
    }

    private Farewell farewell() {
        return Objects.requireNonNull(farewell, "farewell");
    }

    private Peer peer() {
        return Objects.requireNonNull(peer, "peer");
    }
}
