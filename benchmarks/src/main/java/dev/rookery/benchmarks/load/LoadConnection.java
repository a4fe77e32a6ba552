package dev.rookery.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * One connection of the load generator. It looks at as little of a reply as it can: the length of the frame, the end mark, and the id, which
 * stands at a fixed distance from the end. Replies have to be ASCII.
 */
final class LoadConnection extends ChannelInboundHandlerAdapter {
    private static final byte[] DISPOSED = "\"isDisposed\":true".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int ID_TAIL = LoadPlan.ID_DIGITS + 2; // 0000000000"}
    private static final int ID_MEMBER = ID_TAIL + 7; // ,"id":"0000000000"}

    private final LoadRun run;
    private final byte[] frame;
    private final int idOffset;
    private byte[] pending = new byte[64 * 1024];
    private int filled;
    private Channel channel;

    LoadConnection(LoadRun run, Channel channel) {
        this.run = run;
        this.channel = channel;
        this.frame = run.plan().frame();
        this.idOffset = frame.length - ID_TAIL;
    }

    /** Writes a request without flushing. */
    void send(long sequence) {
        var buffer = channel.alloc().buffer(frame.length);
        var rest = sequence;
        for (var digit = LoadPlan.ID_DIGITS - 1; digit >= 0; digit--) {
            frame[idOffset + digit] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        buffer.writeBytes(frame);
        var _ = channel.write(buffer, channel.voidPromise());
    }

    void flush() {
        channel.flush();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        var length = bytes.readableBytes();
        if (filled + length > pending.length) {
            pending = java.util.Arrays.copyOf(pending, Math.max(pending.length * 2, filled + length));
        }
        bytes.readBytes(pending, filled, length);
        bytes.release();
        filled += length;
        parse();
    }

    private void parse() {
        var start = 0;
        while (true) {
            var hash = start;
            var length = 0;
            while (hash < filled && pending[hash] != '#') {
                length = length * 10 + (pending[hash] - '0');
                hash++;
            }
            var end = hash + 1 + length;
            if (hash >= filled || end > filled) {
                break;
            }
            reply(end);
            start = end;
        }
        System.arraycopy(pending, start, pending, 0, filled - start);
        filled -= start;
    }

    private void reply(int end) {
        run.frames++;
        if (!isLast(end)) {
            return;
        }
        long sequence = 0;
        for (var index = end - ID_TAIL; index < end - 2; index++) {
            sequence = sequence * 10 + (pending[index] - '0');
        }
        run.replied(this, sequence);
    }

    private boolean isLast(int end) {
        var from = end - ID_MEMBER - DISPOSED.length;
        return from >= 0
                && java.util.Arrays.equals(pending, from, from + DISPOSED.length, DISPOSED, 0, DISPOSED.length);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        run.lost();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        run.failed(cause);
    }
}
