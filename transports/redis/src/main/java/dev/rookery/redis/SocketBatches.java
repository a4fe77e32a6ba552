package dev.rookery.redis;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.util.function.Consumer;

/** What one read of a socket brings is dispatched together; and what is sent meanwhile leaves in one write. The driver by itself writes each command alone. */
final class SocketBatches implements NettyCustomizer {
    private static final int MOST_UNFLUSHED = 256;

    private final Consumer<Runnable> burst;

    /**
     * Gathers.
     *
     * @param burst runs what dispatches
     */
    SocketBatches(Consumer<Runnable> burst) {
        this.burst = burst;
    }

    @Override
    public void afterChannelInitialized(Channel channel) {
        channel.pipeline().addFirst(new FlushConsolidationHandler(MOST_UNFLUSHED, true), new Reading(burst));
    }

    private static final class Reading extends ChannelInboundHandlerAdapter {
        private final Consumer<Runnable> burst;

        Reading(Consumer<Runnable> burst) {
            this.burst = burst;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            burst.accept(() -> context.fireChannelRead(message));
        }
    }
}
