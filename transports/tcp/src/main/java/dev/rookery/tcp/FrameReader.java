package dev.rookery.tcp;

import dev.rookery.error.UndecodableMessageException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a socket delivers into packets. While the gate is shut it stops, between two frames, and the socket is not read. All
 * on the connection's thread.
 */
final class FrameReader {
    /** What may lie before and behind the text of a packet of the greatest size. */
    private static final int MAX_OVERHEAD_BYTES = 64 * 1024;

    /** The connection that reads. */
    interface Owner {
        /** Whether another frame may be taken. */
        boolean mayRead();

        /** A packet has come. */
        void packet(byte[] packet);

        /** No more can be read: what came is no frame. */
        void undecodable(UndecodableMessageException why);

        /** A frame has been incomplete for too long. */
        void partialFrameTimedOut();
    }

    private final Owner owner;
    private final Channel channel;
    private final TcpFraming.Decoder decoder;
    private final int maxPendingBytes;
    private final long partialNanos;
    private @Nullable ByteBuf pending;
    private boolean held;
    private boolean ended;
    private boolean watched;
    private long lastReadNanos;

    FrameReader(Owner owner, Channel channel, TcpOptions options) {
        this.owner = owner;
        this.channel = channel;
        this.decoder = options.framing().newDecoder(options.maxFrameBytes());
        this.maxPendingBytes = options.maxFrameBytes() + MAX_OVERHEAD_BYTES;
        this.partialNanos = nanos(options.partialFrameTimeout());
    }

    static long nanos(Duration time) {
        return time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : time.toNanos();
    }

    boolean isHeld() {
        return held;
    }

    boolean isEnded() {
        return ended;
    }

    /** Takes bytes, which are its own from now on. */
    void received(ByteBuf data) {
        if (ended) {
            data.release();
            return;
        }
        pending =
                pending == null ? data : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(channel.alloc(), pending, data);
        if (!held) {
            decode();
        }
    }

    /** Goes on, after the gate was shut. */
    void resume() {
        if (!held || ended) {
            return;
        }
        held = false;
        decode();
        if (!held && !ended) {
            channel.config().setAutoRead(true);
        }
    }

    /** Takes what complete frames are left, shut gate or not, since no more will come. */
    void finish() {
        try {
            if (!ended && pending != null) {
                decodeAll(true);
            }
        } finally {
            end();
        }
    }

    /** Takes nothing any more. What still comes is dropped. */
    void end() {
        ended = true;
        var rest = pending;
        pending = null;
        if (rest != null) {
            rest.release();
        }
    }

    private void decode() {
        decodeAll(false);
        keepRest();
    }

    private void decodeAll(boolean force) {
        var source = pending;
        if (source == null) {
            return;
        }
        var start = source.readerIndex();
        var bytes = view(source);
        var first = bytes.position();
        try {
            takeFrames(bytes, force);
        } catch (UndecodableMessageException error) {
            end();
            owner.undecodable(error);
        } finally {
            if (!ended) { // also where a receiver has thrown, so that it does not get its packet twice
                source.readerIndex(start + bytes.position() - first);
            }
        }
    }

    private void takeFrames(ByteBuffer bytes, boolean force) {
        while (!ended) {
            if (!force && !owner.mayRead()) {
                hold();
                return;
            }
            var packet = decoder.next(bytes);
            if (packet == null) {
                checkPending(bytes.remaining());
                return;
            }
            owner.packet(packet);
        }
    }

    private static ByteBuffer view(ByteBuf source) {
        return source.nioBufferCount() == 1
                ? source.internalNioBuffer(source.readerIndex(), source.readableBytes())
                : source.nioBuffer();
    }

    private void checkPending(int bytes) {
        if (bytes > maxPendingBytes) {
            throw new UndecodableMessageException("More than " + maxPendingBytes
                    + " bytes without a complete frame: raise maxFrameBytes, or send less at once");
        }
    }

    private void hold() {
        held = true;
        channel.config().setAutoRead(false);
    }

    private void keepRest() {
        var rest = pending;
        if (rest == null) {
            return;
        }
        if (!rest.isReadable()) {
            pending = null;
            rest.release();
            return;
        }
        if (rest.readerIndex() > 0 && !held) {
            rest.discardReadBytes();
        }
        if (partialNanos > 0) {
            lastReadNanos = System.nanoTime();
            watch(partialNanos);
        }
    }

    // ---- the time that a frame may be incomplete ----

    private void watch(long nanos) {
        if (!watched) {
            watched = true;
            Unawaited.schedule(channel.eventLoop(), Duration.ofNanos(nanos), this::checkPartial);
        }
    }

    private void checkPartial() {
        watched = false;
        if (ended || pending == null) {
            return;
        }
        if (held) {
            lastReadNanos = System.nanoTime();
        }
        var left = partialNanos - (System.nanoTime() - lastReadNanos);
        if (left > 0) {
            watch(left);
        } else {
            owner.partialFrameTimedOut();
        }
    }
}
