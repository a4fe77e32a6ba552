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
        while (index < end) {
            if (index <= end - Long.BYTES && ((long) EIGHT.get(text, index) & BEYOND_ASCII) == 0) {
                index += Long.BYTES;
                continue;
            }
            var octet = text[index++] & 0xFF;
            if ((octet & 0xC0) == 0x80) {
                units--; // continues a character
            } else if (octet >= 0xF0) {
                units++; // begins one that takes two units
            }
        }
        return units;
    }
}
