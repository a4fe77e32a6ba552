package dev.rookery.tcp;

import dev.rookery.error.UndecodableMessageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code <length>#<json>} as Nest does. Each byte is looked at once, however small the pieces are in which a frame arrives.
 *
 * <p>A length is read as JavaScript's {@code parseInt} reads it: white space, a plus sign and zeros may stand before the digits, anything
 * behind them.
 */
final class LengthPrefixDecoder implements TcpFraming.Decoder {
    /** Far more than any length needs, since anything may stand behind its digits. */
    static final int MAX_PREFIX_BYTES = 4_096;

    private static final int IN_PREFIX = -1;
    private static final int SHOWN_CHARACTERS = 40;

    private final int maxFrameBytes;
    private final Utf8Scanner scanner = new Utf8Scanner();
    /** Where the text begins, and how far it was looked at, from the position on. */
    private int textStart = IN_PREFIX;

    private int scanned;
    private long declaredUnits;

    LengthPrefixDecoder(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    @Override
    public byte @Nullable [] next(ByteBuffer received) {
        if (textStart == IN_PREFIX && !readPrefix(received)) {
            return null;
        }
        var position = received.position();
        var end = scanner.scan(received, position + scanned, received.limit(), declaredUnits);
        scanned = end - position;
        var length = scanned - textStart;
        if (length > maxFrameBytes) {
            throw new UndecodableMessageException(
                    "The frame has more than " + maxFrameBytes + " bytes: raise maxFrameBytes, or send less at once");
        }
        if (scanner.units() < declaredUnits) {
            return null;
        }
        if (scanner.units() > declaredUnits) {
            throw new UndecodableMessageException("The length " + declaredUnits
                    + " ends inside a character (expected: a count of UTF-16 code units)");
        }
        return take(received, position + textStart, length);
    }

    private byte[] take(ByteBuffer received, int from, int length) {
        var packet = new byte[length];
        received.get(from, packet);
        received.position(from + length);
        var malformed = scanner.sawMalformed();
        scanner.reset();
        textStart = IN_PREFIX;
        scanned = 0;
        return malformed ? Utf8Scanner.repair(packet) : packet;
    }

    private boolean readPrefix(ByteBuffer received) {
        var position = received.position();
        var end = Math.min(received.limit(), position + MAX_PREFIX_BYTES + 1);
        for (var index = position + scanned; index < end; index++) {
            if (received.get(index) == LengthPrefixFraming.DELIMITER) {
                declaredUnits = length(received, position, index);
                textStart = index + 1 - position;
                scanned = textStart;
                return true;
            }
        }
        scanned = end - position;
        if (scanned > MAX_PREFIX_BYTES) {
            throw new UndecodableMessageException("No # within " + MAX_PREFIX_BYTES + " bytes: "
                    + printable(text(received, position, end)) + " (expected: <length>#<json>)");
        }
        return false;
    }

    private static long length(ByteBuffer received, int from, int to) {
        var plain = to > from ? plainDigits(received, from, to) : -1;
        if (plain > 0) {
            return plain;
        }
        var prefix = text(received, from, to);
        var length = parseInt(prefix);
        if (length <= 0) {
            throw new UndecodableMessageException("The length " + printable(prefix)
                    + " is no length (expected: <length>#<json>, with a length >= 1)");
        }
        return length;
    }

    /** The number, or -1 if there is anything but a few digits. */
    private static long plainDigits(ByteBuffer received, int from, int to) {
        if (to - from > 18) {
            return -1;
        }
        var number = 0L;
        for (var index = from; index < to; index++) {
            var digit = received.get(index) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** JavaScript's {@code parseInt(text, 10)}; -1 where that is no number. */
    private static long parseInt(String text) {
        var index = 0;
        while (index < text.length() && isWhiteSpace(text.charAt(index))) {
            index++;
        }
        if (index < text.length() && text.charAt(index) == '+') {
            index++;
        }
        var first = index;
        var number = 0L;
        while (index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9') {
            number = Math.min(number, Long.MAX_VALUE / 100) * 10 + text.charAt(index) - '0';
            index++;
        }
        return index == first ? -1 : number;
    }

    private static boolean isWhiteSpace(char character) {
        return switch (character) {
            case '\t', '\n', '\u000B', '\f', '\r', ' ', '\u00A0', '\u2028', '\u2029', '\uFEFF' -> true;
            default -> Character.getType(character) == Character.SPACE_SEPARATOR;
        };
    }

    private static String text(ByteBuffer received, int from, int to) {
        var bytes = new byte[Math.min(to - from, MAX_PREFIX_BYTES)];
        received.get(from, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A peer's text as it may stand in a log line. */
    private static String printable(String text) {
        var shown = text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
