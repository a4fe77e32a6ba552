package dev.rookery.tcp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Counts UTF-16 code units in UTF-8 that arrives in pieces, cut anywhere. As in the WHATWG's decoder, which Node has, each maximal part of a
 * bad sequence counts as one U+FFFD.
 */
final class Utf8Scanner {
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private long units;
    private boolean malformed;
    // of the character at which a piece ended
    private int missing;
    private int lower;
    private int upper;
    private int width;

    void reset() {
        units = 0;
        malformed = false;
        missing = 0;
    }

    long units() {
        return units;
    }

    boolean sawMalformed() {
        return malformed;
    }

    /**
     * Counts on, until so many units have been seen or there are no more bytes. A character of two units may lead one beyond the limit.
     *
     * @return the index behind the last byte that was counted
     */
    int scan(ByteBuffer bytes, int from, int to, long limit) {
        var index = from;
        while (index < to && units < limit) {
            if (missing > 0) {
                index = inside(bytes, index);
                continue;
            }
            var ascii = skipAscii(bytes, index, (int) Math.min(to, index + Math.min(limit - units, to - index)));
            units += ascii - index;
            index = ascii;
            if (index < to && units < limit) {
                begin(bytes.get(index) & 0xFF);
                index++;
            }
        }
        return index;
    }

    private static int skipAscii(ByteBuffer bytes, int from, int to) {
        var index = from;
        while (index <= to - Long.BYTES && (bytes.getLong(index) & Utf16Length.BEYOND_ASCII) == 0) {
            index += Long.BYTES;
        }
        while (index < to && bytes.get(index) >= 0) {
            index++;
        }
        return index;
    }

    private void begin(int lead) {
        lower = 0x80;
        upper = 0xBF;
        width = 1;
        if (lead >= 0xC2 && lead <= 0xDF) {
            missing = 1;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            missing = 2;
            lower = lead == 0xE0 ? 0xA0 : 0x80;
            upper = lead == 0xED ? 0x9F : 0xBF;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            missing = 3;
            width = 2;
            lower = lead == 0xF0 ? 0x90 : 0x80;
            upper = lead == 0xF4 ? 0x8F : 0xBF;
        } else if (lead < 0x80) {
            units++;
        } else {
            bad();
        }
    }

    /** Reads the next byte of a character; one that does not belong to it is left to be read as the next character's first. */
    private int inside(ByteBuffer bytes, int index) {
        var octet = bytes.get(index) & 0xFF;
        if (octet < lower || octet > upper) {
            missing = 0;
            bad();
            return index;
        }
        lower = 0x80;
        upper = 0xBF;
        missing--;
        if (missing == 0) {
            units += width;
        }
        return index + 1;
    }

    private void bad() {
        units++;
        malformed = true;
    }

    /** The same text with U+FFFD for each bad sequence. */
    static byte[] repair(byte[] text) {
        var repaired = new ByteArrayOutputStream(text.length + 16);
        var bytes = ByteBuffer.wrap(text);
        var scanner = new Utf8Scanner();
        var index = 0;
        while (index < text.length) {
            var ascii = skipAscii(bytes, index, text.length);
            repaired.write(text, index, ascii - index);
            index = ascii;
            if (index == text.length) {
                break;
            }
            scanner.reset();
            var end = scanner.scan(bytes, index, text.length, 1);
            if (scanner.sawMalformed() || scanner.units() == 0) {
                repaired.writeBytes(REPLACEMENT);
            } else {
                repaired.write(text, index, end - index);
            }
            index = end;
        }
        return repaired.toByteArray();
    }
}
