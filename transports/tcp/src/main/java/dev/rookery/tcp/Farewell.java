package dev.rookery.tcp;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How a server ends a connection without losing what it sent last: it closes its own half, and the rest when the peer has done the same or
 * some time has passed. To close at once while the peer still sends would make the kernel throw away what the peer has not read yet.
 */
final class Farewell {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration FIRST_PROBE = Duration.ofSeconds(1);
    private static final Duration FURTHER_PROBES = Duration.ofSeconds(5);

    private final ChannelHandlerContext context;
    private boolean begun;

    Farewell(ChannelHandlerContext context) {
        this.context = context;
    }

    /** Whether the end of the output is our own doing. */
    boolean hasBegun() {
        return begun;
    }

    /** Closes when all that was handed to the socket is written. */
    void close(boolean peerHasEnded) {
        if (begun) {
            if (peerHasEnded) {
                Unawaited.close(context);
            }
            return;
        }
        begun = true;
        Unawaited.then(context.writeAndFlush(Unpooled.EMPTY_BUFFER), failure -> {
            if (peerHasEnded || !(context.channel() instanceof DuplexChannel duplex)) {
                Unawaited.close(context);
            } else {
                endOutput(duplex);
            }
        });
    }

    private void endOutput(DuplexChannel channel) {
        var tls = context.pipeline().get(SslHandler.class);
        if (tls == null) {
            endOutputNow(channel);
        } else {
            Unawaited.then(tls.closeOutbound(), failure -> endOutputNow(channel));
        }
        context.channel().config().setAutoRead(true);
        Unawaited.schedule(context.executor(), PATIENCE, () -> Unawaited.close(context));
    }

    private void endOutputNow(DuplexChannel channel) {
        Unawaited.then(channel.shutdownOutput(), failure -> {
            if (failure != null) {
                Unawaited.close(context);
            }
        });
    }

    /**
     * Finds out whether a peer that sends no more still reads. The kernel tells the two apart only when something is sent: a peer that has
     * gone answers it with a reset. A line feed between frames means nothing.
     */
    void probe(BooleanSupplier due, TcpFraming framing) {
        if (framing.equals(TcpFraming.NEST)) {
            probeIn(FIRST_PROBE, due);
        }
    }

    private void probeIn(Duration time, BooleanSupplier due) {
        Unawaited.schedule(context.executor(), time, () -> {
            if (begun || !context.channel().isActive()) {
                return;
            }
            if (due.getAsBoolean()) {
                Unawaited.then(context.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {'\n'})), failure -> {});
            }
            probeIn(FURTHER_PROBES, due);
        });
    }
}
