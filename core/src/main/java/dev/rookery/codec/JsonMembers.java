package dev.rookery.codec;

import dev.rookery.error.UndecodableMessageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The members of one object, one after the other, as slices of its text. Members may come in any order; it is for the caller to let the last
 * of two equal ones count.
 */
final class JsonMembers {
    private static final int QUOTE = '"';

    private final byte[] text;
    private final JsonSkipper skipper;
    private final JsonLimits limits;
    private boolean first = true;
    private int nameStart;
    private int nameEnd;
    private boolean nameEscaped;
    private int valueStart;
    private int valueEnd;

    JsonMembers(byte[] text, int offset, int length, JsonLimits limits) {
        this.text = text;
        this.limits = limits;
        this.skipper = new JsonSkipper(text, offset, length, limits);
    }

    /** Whether there is an object; any other value it has then passed, and requires the end behind it. */
    boolean begin() {
        var octet = skipper.peek();
        if (octet == '{') {
            skipper.open(true);
            return true;
        }
        if (octet < 0) {
            throw new UndecodableMessageException("The packet is empty (expected: one object)");
        }
        skipper.value();
        skipper.requireEnd();
        return false;
    }

    /** Goes to the next member; false at the end of the object, which has to be the end of the text. */
    boolean next() {
        var octet = skipper.peek();
        if (octet == '}') {
            skipper.close();
            skipper.requireEnd();
            return false;
        }
        if (first) {
            first = false;
        } else {
            skipper.pass(',');
            skipper.peek();
        }
        nameStart = skipper.at() + 1;
        skipper.name();
        nameEnd = skipper.at() - 1;
        nameEscaped = skipper.sawEscape();
        skipper.pass(':');
        passValue();
        return true;
    }

    private void passValue() {
        var octet = skipper.peek();
        valueStart = skipper.at();
        if (octet == QUOTE) {
            skipper.string(limits.maxStringLength(), "a text");
        } else {
            skipper.value();
        }
        valueEnd = skipper.at();
    }

    /** Whether the member has this name, in UTF-8. */
    boolean is(byte[] name) {
        return nameEscaped
                ? Arrays.equals(JsonStrings.read(text, nameStart, nameEnd).getBytes(StandardCharsets.UTF_8), name)
                : Arrays.equals(text, nameStart, nameEnd, name, 0, name.length);
    }

    // ---- the value ----

    int start() {
        return valueStart;
    }

    int length() {
        return valueEnd - valueStart;
    }

    boolean isString() {
        return text[valueStart] == QUOTE;
    }

    /** The value, which is a string. */
    String string() {
        return JsonStrings.read(text, valueStart + 1, valueEnd - 1);
    }

    /** The JSON text of the value. */
    String json() {
        return new String(text, valueStart, valueEnd - valueStart, StandardCharsets.UTF_8);
    }

    /** What JavaScript takes for false. */
    boolean isFalsy() {
        return switch (text[valueStart]) {
            case 'n', 'f' -> true;
            case QUOTE -> valueEnd - valueStart == 2;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Double.parseDouble(json()) == 0;
            default -> false;
        };
    }
}
