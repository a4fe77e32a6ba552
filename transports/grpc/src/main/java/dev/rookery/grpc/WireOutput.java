package dev.rookery.grpc;

import com.google.protobuf.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of protobuf's wire format, in a buffer that grows. Used by one thread. */
final class WireOutput {
    private static final int FIRST_SIZE = 128;
    private static final int LONGEST_VARINT = 10;
    private static final int CONTINUED = 0x80;

    private byte[] buffer = new byte[FIRST_SIZE];
    private int length;

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    void tag(int field, int wireType) {
        varint(((long) field << 3) | wireType);
    }

    /** Unsigned: a negative number takes ten bytes, as protobuf wants it. */
    void varint(long value) {
        ensure(LONGEST_VARINT);
        var rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[length++] = (byte) (rest | CONTINUED);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
    }

    void fixed32(int value) {
        ensure(Integer.BYTES);
        for (var shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            buffer[length++] = (byte) (value >>> shift);
        }
    }

    void fixed64(long value) {
        ensure(Long.BYTES);
        for (var shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            buffer[length++] = (byte) (value >>> shift);
        }
    }

    void text(String value) {
        delimited(value.getBytes(StandardCharsets.UTF_8));
    }

    void delimited(byte[] value) {
        varint(value.length);
        raw(value);
    }

    void raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
    }

    /** Writes what has its length before it, which is known only when it is written. */
    void delimited(Runnable content) {
        ensure(1);
        var at = length++;
        content.run();
        var size = length - at - 1;
        var more = varintSize(size) - 1;
        if (more > 0) {
            ensure(more);
            System.arraycopy(buffer, at + 1, buffer, at + 1 + more, size);
        }
        var end = length + more;
        length = at;
        varintAt(size);
        length = end;
    }

    /** As {@link #varint}, into space that is there. */
    private void varintAt(int value) {
        var rest = value;
        while ((rest & ~0x7f) != 0) {
            buffer[length++] = (byte) (rest | CONTINUED);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
    }

    private static int varintSize(int value) {
        var size = 1;
        for (var rest = value >>> 7; rest != 0; rest >>>= 7) {
            size++;
        }
        return size;
    }

    void field(int number, byte[] value) {
        tag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        delimited(value);
    }

    private void ensure(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
