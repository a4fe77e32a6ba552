package dev.rookery.redis;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Consumer;

/** Lets all that one read of a socket brings be dispatched together. */
final class BurstReading extends ChannelInboundHandlerAdapter {
    private final Consumer<Runnable> burst;

    private BurstReading(Consumer<Runnable> burst) {
        this.burst = burst;
    }

    /** Adds it to each connection of a driver. */
    static NettyCustomizer customizer(Consumer<Runnable> burst) {
        return new NettyCustomizer() {
            @Override
            public void afterChannelInitialized(Channel channel) {
                channel.pipeline().addFirst(new BurstReading(burst));
            }
        };
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        burst.accept(() -> context.fireChannelRead(message));
    }
}
