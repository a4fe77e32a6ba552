package dev.rookery.benchmarks.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts Nest's frames, as far as they are plain ASCII, and gathers what is written while a burst of them is read. */
abstract class BareFrames extends ChannelInboundHandlerAdapter {
    private byte[] pending = new byte[64 * 1024];
    private int filled;

    /** A packet has come. */
    abstract void packet(ChannelHandlerContext context, byte[] json);

    static ByteBuf frame(ChannelHandlerContext context, byte[] json) {
        var prefix = (json.length + "#").getBytes(StandardCharsets.US_ASCII);
        return context.alloc()
                .buffer(prefix.length + json.length)
                .writeBytes(prefix)
                .writeBytes(json);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        var length = bytes.readableBytes();
        if (filled + length > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(pending.length * 2, filled + length));
        }
        bytes.readBytes(pending, filled, length);
        bytes.release();
        filled += length;
        var start = 0;
        while (true) {
            var hash = start;
            var size = 0;
            while (hash < filled && pending[hash] != '#') {
                size = size * 10 + (pending[hash] - '0');
                hash++;
            }
            if (hash >= filled || hash + 1 + size > filled) {
                break;
            }
            start = hash + 1 + size;
            packet(context, Arrays.copyOfRange(pending, hash + 1, start));
        }
        System.arraycopy(pending, start, pending, 0, filled - start);
        filled -= start;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
        context.fireChannelReadComplete(); // for the handler that gathers flushes, where there is one
    }
}
