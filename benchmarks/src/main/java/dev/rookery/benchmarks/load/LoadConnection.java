package dev.rookery.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One connection of the load generator. It looks at as little of a reply as it can: the length of the frame, the end mark, and the id, which
 * stands at a fixed distance from the end. Replies have to be ASCII.
 */
final class LoadConnection extends ChannelInboundHandlerAdapter {
    private static final byte[] DISPOSED = "\"isDisposed\":true".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_TAIL = Request.ID_DIGITS + 2; // 0000000000"}
    private static final int ID_MEMBER = ID_TAIL + 7; // ,"id":"0000000000"}

    private final LoadRun run;
    private final Request request;
    private final byte[] frames;
    private final int idOffset;
    private final int routeOffset;
    private final Channel channel;
    private byte[] pending = new byte[64 * 1024];
    private int filled;

    LoadConnection(LoadRun run, Request request, Channel channel) {
        this.run = run;
        this.request = request;
        this.channel = channel;
        this.frames = request.bytes();
        this.idOffset = request.idOffset();
        this.routeOffset = request.routeOffset();
    }

    /** Writes a request without flushing. */
    void send(long sequence) {
        digits(sequence, idOffset, Request.ID_DIGITS);
        if (routeOffset >= 0) {
            digits(sequence % request.routes() * request.step(), routeOffset, Request.ROUTE_DIGITS);
        }
        var _ = channel.write(channel.alloc().buffer(frames.length).writeBytes(frames), channel.voidPromise());
    }

    private void digits(long number, int offset, int digits) {
        var rest = number;
        for (var digit = digits - 1; digit >= 0; digit--) {
            frames[offset + digit] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    void flush() {
        channel.flush();
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
            if (isLast(end)) {
                run.replied(this, id(end));
            }
            start = end;
        }
        System.arraycopy(pending, start, pending, 0, filled - start);
        filled -= start;
    }

    private long id(int end) {
        long sequence = 0;
        for (var index = end - ID_TAIL; index < end - 2; index++) {
            sequence = sequence * 10 + (pending[index] - '0');
        }
        return sequence;
    }

    private boolean isLast(int end) {
        var from = end - ID_MEMBER - DISPOSED.length;
        return from >= 0 && Arrays.equals(pending, from, from + DISPOSED.length, DISPOSED, 0, DISPOSED.length);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        run.failed(new IllegalStateException("the service closed a connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        run.failed(cause);
    }
}
