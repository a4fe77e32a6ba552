package dev.rookery.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Text in which bytes stand for themselves, eight of them looked at in one step: most of what is sent is such text. */
final class AsciiText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;

    private AsciiText() {}

    /**
     * Finds the first byte that does not stand for itself in the text of a JSON string: a quote, a backslash, a control character, or a part of a
     * character beyond ASCII.
     *
     * @return its index, or {@code to} if there is none
     */
    static int plainUntil(byte[] text, int from, int to) {
        var index = from;
        while (index <= to - Long.BYTES && isPlain((long) LONGS.get(text, index))) {
            index += Long.BYTES;
        }
        while (index < to && isPlain(text[index])) {
            index++;
        }
        return index;
    }

    /** A byte becomes zero where it is the one that is looked for; only such a byte, or one above it, borrows into its highest bit. */
    private static boolean isPlain(long eight) {
        var quotes = eight ^ QUOTES;
        var backslashes = eight ^ BACKSLASHES;
        var found = eight
                | ((quotes - ONES) & ~quotes)
                | ((backslashes - ONES) & ~backslashes)
                | ((eight - SPACES) & ~eight);
        return (found & HIGHS) == 0;
    }

    private static boolean isPlain(byte octet) {
        return octet >= ' ' && octet != '"' && octet != '\\';
    }
}
