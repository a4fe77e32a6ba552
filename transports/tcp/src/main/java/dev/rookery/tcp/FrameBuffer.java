package dev.rookery.tcp;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * A packet that is being written, with room before it for what makes it a frame. It grows as needed; used by one thread.
 */
public class FrameBuffer extends OutputStream {
    private static final int HEADROOM = 12;
    private static final int LEAST_CAPACITY = 64;
    private static final long END_OF_PACKET = 128;
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int start = HEADROOM;
    private int end = HEADROOM;

    FrameBuffer() {}

    /**
     * The array that holds the bytes, not copied: it is another one after each call that adds something.
     *
     * @return the array, of which {@link #length} bytes from {@link #offset} on count
     */
    public final byte[] array() {
        return bytes;
    }

    /**
     * Where the bytes begin.
     *
     * @return an index of the array
     */
    public final int offset() {
        return start;
    }

    /**
     * How many bytes there are.
     *
     * @return the number of bytes
     */
    public final int length() {
        return end - start;
    }

    /**
     * Puts bytes before what is there.
     *
     * @param header the bytes
     */
    public final void prepend(byte[] header) {
        if (bytes.length == 0) {
            grow(0);
        }
        if (header.length > start) {
            makeHeadroom(header.length);
        }
        start -= header.length;
        System.arraycopy(header, 0, bytes, start, header.length);
    }

    private void makeHeadroom(int needed) {
        var length = length();
        var roomier = new byte[needed + length];
        System.arraycopy(bytes, start, roomier, needed, length);
        bytes = roomier;
        start = needed;
        end = needed + length;
    }

    @Override
    public final void write(int octet) {
        if (end == bytes.length || bytes.length == 0) {
            grow(LEAST_CAPACITY);
        }
        bytes[end++] = (byte) octet;
    }

    /** Puts bytes behind what is there. */
    @Override
    public final void write(byte[] added, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, added.length);
        if (length > bytes.length - end) {
            grow(length);
        }
        System.arraycopy(added, offset, bytes, end, length);
        end += length;
    }

    /** The first piece is most often the only one, so it gets just what it needs; behind a large one comes the end of the packet. */
    private void grow(int added) {
        var needed = Math.addExact(end, added);
        var roomier = bytes.length == 0 ? needed : Math.max(needed + END_OF_PACKET, 2L * bytes.length);
        bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(roomier, Integer.MAX_VALUE - 8)));
    }

    @Override
    public final void flush() {}

    @Override
    public final void close() {}
}
