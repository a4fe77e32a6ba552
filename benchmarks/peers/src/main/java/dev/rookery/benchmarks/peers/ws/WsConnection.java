package dev.rookery.benchmarks.peers.ws;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of the client: as much of RFC 6455 as it needs. It upgrades, takes text frames without fragments, and answers pings. Used by its event loop
 * alone.
 */
final class WsConnection extends ChannelInboundHandlerAdapter {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ=="; // RFC 6455's, so that the answer to it is known
    private static final String ACCEPT = "s3pplmbitxaq9kygzzhzrbk+xoo=";
    private static final byte[] UPGRADE = ascii("GET " + News.PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY
            + "\r\n\r\n");

    private static final int TEXT = 0x81;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;
    private static final int TWO_BYTES_OF_LENGTH = 126;
    private static final int FIRST_BUFFER = 512;

    private final WsClient client;
    private byte[] input = new byte[FIRST_BUFFER];
    private int filled;
    private int news;
    private boolean open;
    private @Nullable ChannelHandlerContext context;

    WsConnection(WsClient client) {
        this.client = client;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Counts one more, and says how many have come. */
    int countNews() {
        news++;
        return news;
    }

    /** Sends a text of up to 65,535 bytes. */
    void send(byte[] text) {
        frame(TEXT, text, 0, text.length);
    }

    /** Frames of clients have a mask; this one is of zeros, which changes nothing. */
    private void frame(int opcode, byte[] payload, int begin, int length) {
        var to = requireNonNull(context);
        var frame = to.alloc().buffer(2 + Short.BYTES + MASK_BYTES + length).writeByte(opcode);
        if (length < TWO_BYTES_OF_LENGTH) {
            frame.writeByte(MASKED | length);
        } else {
            frame.writeByte(MASKED | TWO_BYTES_OF_LENGTH).writeShort(length);
        }
        var _ = to.writeAndFlush(frame.writeZero(MASK_BYTES).writeBytes(payload, begin, length), to.voidPromise());
    }

    @Override
    public void channelActive(ChannelHandlerContext opened) {
        context = opened;
        var _ = opened.writeAndFlush(opened.alloc().buffer(UPGRADE.length).writeBytes(UPGRADE), opened.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        var bytes = (ByteBuf) message;
        var length = bytes.readableBytes();
        if (filled + length > input.length) {
            input = Arrays.copyOf(input, Math.max(input.length * 2, filled + length));
        }
        bytes.readBytes(input, filled, length);
        bytes.release();
        filled += length;
        var used = open ? 0 : upgraded();
        while (open && used < filled) {
            var next = frame(used);
            if (next == used) {
                break;
            }
            used = next;
        }
        System.arraycopy(input, used, input, 0, filled - used);
        filled -= used;
    }

    /** Looks whether the answer to the upgrade is there, and says where it ends. */
    private int upgraded() {
        var answer = new String(input, 0, filled, StandardCharsets.US_ASCII);
        var end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            return 0;
        }
        if (!answer.startsWith("HTTP/1.1 101 ")
                || !answer.toLowerCase(Locale.ROOT).contains("sec-websocket-accept: " + ACCEPT)) {
            throw new IllegalStateException("the service did not upgrade to a WebSocket: " + answer);
        }
        open = true;
        client.opened(this);
        return end + "\r\n\r\n".length();
    }

    /** Takes a frame, if all of it is there, and says where it ends. */
    private int frame(int begin) {
        if (filled < begin + 2) {
            return begin;
        }
        int length = input[begin + 1];
        var payload = begin + 2;
        if (length == TWO_BYTES_OF_LENGTH) {
            payload += Short.BYTES;
            length = filled < payload
                    ? Integer.MAX_VALUE / 2
                    : Byte.toUnsignedInt(input[begin + 2]) << Byte.SIZE | Byte.toUnsignedInt(input[begin + 3]);
        }
        if (filled < payload + length) {
            return begin;
        }
        switch (Byte.toUnsignedInt(input[begin])) {
            case TEXT -> client.received(this, input, payload, length);
            case PING -> frame(PONG, input, payload, length);
            case PONG -> {}
            default ->
                throw new IllegalStateException("a frame that begins with " + Byte.toUnsignedInt(input[begin])
                        + " (expected: a text, a ping or a pong)");
        }
        return payload + length;
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        client.failed(new IllegalStateException("the service closed a socket"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        client.failed(cause);
    }
}
