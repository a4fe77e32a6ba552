package dev.rookery.benchmarks.peers.http;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the client, with one request on its way at a time. Of the head of a reply it looks at the status and at {@code Content-Length}, which
 * it has to have; of the body at every byte. Used by its event loop alone.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_DIGITS = 3;
    private static final int UPPER_TO_LOWER = 'a' - 'A';
    private static final int LONGEST_REPLY = 16 * 1024;
    private static final int UNKNOWN = -1;

    private final HttpClient client;
    private final byte[] reply = new byte[LONGEST_REPLY];
    private int filled;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Call call;

    HttpConnection(HttpClient client) {
        this.client = client;
    }

    /**
     * A request that is on its way.
     *
     * @param exchange what is sent, and what must come
     * @param done told when it is there, or why it is not
     */
    record Call(HttpExchange exchange, Consumer<@Nullable Throwable> done) {}

    void send(Call next) {
        var to = requireNonNull(context);
        call = next;
        var request = next.exchange.request();
        var _ = to.writeAndFlush(to.alloc().buffer(request.length).writeBytes(request), to.voidPromise());
    }

    @Override
    public void channelActive(ChannelHandlerContext opened) {
        context = opened;
        client.idle(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        var bytes = (ByteBuf) message;
        var length = bytes.readableBytes();
        if (filled + length > reply.length) {
            bytes.release();
            fail(new IllegalStateException("a reply of more than " + LONGEST_REPLY + " bytes"));
            return;
        }
        bytes.readBytes(reply, filled, length);
        bytes.release();
        filled += length;
        look();
    }

    private void look() {
        var bodyAt = endOfHead();
        if (bodyAt == UNKNOWN) {
            return;
        }
        var length = contentLength(bodyAt);
        if (length == UNKNOWN) {
            fail(new IllegalStateException("a reply without Content-Length: " + text()));
        } else if (filled >= bodyAt + length) {
            answered(bodyAt, length);
        }
    }

    private int endOfHead() {
        for (var index = STATUS_AT; index <= filled - 4; index++) {
            if (reply[index] == '\r' && reply[index + 2] == '\r' && reply[index + 3] == '\n') {
                return index + 4;
            }
        }
        return UNKNOWN;
    }

    private int contentLength(int end) {
        for (var index = STATUS_AT; index < end; index++) {
            if (reply[index] == '\n' && startsWithLength(index + 1)) {
                return number(index + 1 + LENGTH.length, end);
            }
        }
        return UNKNOWN;
    }

    private boolean startsWithLength(int begin) {
        for (var index = 0; index < LENGTH.length; index++) {
            var octet = reply[begin + index];
            var lower = octet >= 'A' && octet <= 'Z' ? octet + UPPER_TO_LOWER : octet;
            if (lower != LENGTH[index]) {
                return false;
            }
        }
        return true;
    }

    private int number(int begin, int end) {
        var number = 0;
        for (var index = begin; index < end && reply[index] != '\r'; index++) {
            if (reply[index] != ' ') {
                number = number * 10 + reply[index] - '0';
            }
        }
        return number;
    }

    private void answered(int bodyAt, int length) {
        var answered = call;
        if (answered == null || filled > bodyAt + length) {
            fail(new IllegalStateException("more came than was asked for: " + text()));
            return;
        }
        var expected = answered.exchange;
        if (number(STATUS_AT, STATUS_AT + STATUS_DIGITS) != expected.status()
                || !Arrays.equals(reply, bodyAt, filled, expected.body(), 0, expected.body().length)) {
            fail(new IllegalStateException("a wrong reply: " + text()));
            return;
        }
        call = null;
        filled = 0;
        client.idle(this);
        answered.done.accept(null);
    }

    private String text() {
        return new String(reply, 0, filled, StandardCharsets.US_ASCII).replace("\r\n", " | ");
    }

    /** Services close connections that were idle for a while; while a request is on its way they must not. */
    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        client.closed(this);
        end(new IllegalStateException("the service closed a connection before its reply was there"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        fail(cause);
    }

    private void fail(Throwable why) {
        end(why);
        var _ = requireNonNull(context).close();
    }

    private void end(Throwable why) {
        var open = call;
        call = null;
        if (open != null) {
            open.done.accept(why);
        }
    }
}
