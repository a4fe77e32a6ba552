package dev.rookery.tcp;

import dev.rookery.codec.PacketCodec;
import dev.rookery.error.BusyException;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.transport.Call;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.IntakeControl;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.PendingReply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a service: requests out, replies in. */
final class ClientConnection extends ChannelInboundHandlerAdapter
        implements Outbox.Owner, FrameReader.Owner, IntakeControl {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

    private final TcpOptions options;
    private final PacketCodec codec;
    private final String service;
    private final Outbox outbox;
    private volatile @Nullable Correlation correlation;
    private volatile boolean paused;
    private @Nullable Consumer<ClientConnection> whenLost;
    private @Nullable ChannelHandlerContext context;
    private @Nullable FrameReader reader;
    private @Nullable Runnable whenCaughtUp;
    /** Why it ends, where that is known before it does. */
    private volatile @Nullable RookeryException failure;

    private boolean reading;
    private boolean drainDue;

    ClientConnection(TcpOptions options, PacketCodec codec, String service) {
        this.options = options;
        this.codec = codec;
        this.service = service;
        this.outbox = new Outbox(this, options.maxUnsentBytes());
    }

    // ---- life ----

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        reader = new FrameReader(this, added.channel(), options);
    }

    /** It is connected, and from now on told when it is lost. On its own thread. */
    void ready(ClientRuntime runtime, Consumer<ClientConnection> lost, Runnable caughtUp) {
        whenLost = lost;
        whenCaughtUp = caughtUp;
        correlation = runtime.newCorrelation(this);
    }

    Channel channel() {
        return context().channel();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        try {
            reader().finish();
        } finally { // whatever is wrong with what came last, nobody is to wait for more
            end(inactive);
        }
    }

    private void end(ChannelHandlerContext inactive) {
        var known = failure;
        var why = known == null
                ? new ConnectionLostException("The connection to " + service
                        + " was lost before the reply came: whether the service has handled the request is unknown")
                : known;
        outbox.close(why);
        var lost = whenLost;
        if (lost != null) {
            lost.accept(this);
            correlation().failAll(why);
        }
        inactive.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext caught, Throwable cause) {
        if (failure == null) {
            failure = new ConnectionLostException(
                    "The connection to " + service + " failed: " + cause.getMessage(), cause);
        }
        Unawaited.close(caught);
    }

    /** Netty takes some errors of a write for the end of one half. Nothing can be asked any more then, and nothing else would tell. */
    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event == ChannelOutputShutdownEvent.INSTANCE) {
            Unawaited.close(triggered);
        }
        triggered.fireUserEventTriggered(event);
    }

    // ---- what goes out ----

    /** Sends a request. Any thread may call. */
    Call request(Outbound request, PendingReply reply) {
        var waiting = correlation();
        var id = waiting.open(reply);
        try {
            var frame = new OutgoingFrame(null, null);
            codec.writeRequest(request, id, frame);
            send(frame);
        } catch (RuntimeException error) {
            waiting.withdraw(id);
            throw error;
        }
        return () -> waiting.withdraw(id);
    }

    /** Sends an event. Any thread may call. */
    void emit(Outbound event, Consumer<@Nullable Throwable> written) {
        var frame = new OutgoingFrame(null, written);
        codec.writeEvent(event, frame);
        send(frame);
    }

    private void send(OutgoingFrame packet) {
        options.framing().frame(packet);
        if (!outbox.offer(packet)) {
            throw new BusyException("More than " + options.maxUnsentBytes() + " bytes wait to be sent to " + service
                    + ", which does not read fast enough: send less at a time, or raise maxUnsentBytes");
        }
    }

    @Override
    public void drainSoon() {
        if (context().executor().inEventLoop() && reading) {
            drainDue = true;
        } else {
            execute(() -> outbox.drain(context()));
        }
    }

    private void execute(Runnable task) {
        try {
            context().executor().execute(task);
        } catch (RejectedExecutionException ended) {
            outbox.close(new ConnectionLostException("The connection to " + service + " is closed", ended));
        }
    }

    @Override
    public void drained(OutgoingFrame first) {}

    @Override
    public void roomAgain() {
        if (whenCaughtUp != null) {
            whenCaughtUp.run();
        }
    }

    // ---- what comes in ----

    @Override
    public void channelRead(ChannelHandlerContext read, Object message) {
        reading = true;
        reader().received((ByteBuf) message);
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
        return !paused;
    }

    @Override
    public void packet(byte[] packet) {
        correlation().accept(codec.readReply(packet, 0, packet.length));
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        execute(() -> {
            reading = true;
            reader().resume();
            readingDone();
        });
    }

    @Override
    public void undecodable(UndecodableMessageException why) {
        end(new UndecodableReplyException(
                "The connection to " + service + " was closed, since what came is no reply: " + why.getMessage(), why));
    }

    @Override
    public void partialFrameTimedOut() {
        end(new ConnectionLostException("The connection to " + service
                + " was closed, since a frame stayed incomplete for " + options.partialFrameTimeout()));
    }

    private void end(RookeryException why) {
        LOG.warn("{}", why.getMessage());
        failure = why;
        reader().end();
        Unawaited.close(context());
    }

    // ---- the end ----

    /** Fails what is pending, sends what there is, and closes. Any thread may call. */
    void close(ClientClosedException why) {
        failure = why;
        correlation().failAll(why);
        execute(() -> {
            outbox.drain(context());
            Unawaited.then(context().writeAndFlush(Unpooled.EMPTY_BUFFER), failure -> Unawaited.close(context()));
        });
    }

    private Correlation correlation() {
        return Objects.requireNonNull(correlation, "correlation");
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "context");
    }

    private FrameReader reader() {
        return Objects.requireNonNull(reader, "reader");
    }
}
