package dev.rookery.tcp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** How many UTF-16 code units a UTF-8 text has, which is what JavaScript calls its length. */
final class Utf16Length {
    /** The bits that are set in bytes beyond ASCII, of eight bytes at once. */
    static final long BEYOND_ASCII = 0x8080808080808080L;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Utf16Length() {}

    /** The length of text that is well-formed, as everything is that we write. */
    static int of(byte[] text, int offset, int length) {
        var end = offset + length;
        var units = length;
        var index = offset;
        for (; index <= end - Long.BYTES; index += Long.BYTES) {
            var eight = (long) EIGHT.get(text, index);
            if ((eight & BEYOND_ASCII) != 0) {
                units += change(eight);
            }
        }
        for (; index < end; index++) {
            units += change(text[index] & 0xFFL);
        }
        return units;
    }

    /** One less for each byte 10xxxxxx, which continues a character; one more for each 1111xxxx, which begins one of two units. */
    private static int change(long bytes) {
        var first = bytes & BEYOND_ASCII;
        var second = bytes << 1 & first;
        return Long.bitCount(second & bytes << 2 & bytes << 3) - Long.bitCount(first & ~second);
    }
}
