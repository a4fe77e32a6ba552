package dev.rookery.codec;

import dev.rookery.error.UndecodableMessageException;
import java.util.Arrays;

/**
 * Walks over JSON text without making anything of it: it finds where values end, and refuses what RFC 8259 does not know or a limit forbids.
 * Payloads are most of a packet, and whoever binds them reads them again, so this has to cost little. Used by one thread.
 */
final class JsonSkipper {
    private static final int DEPTH_BITS = Long.SIZE;
    private static final JsonLimits NO_LIMITS =
            new JsonLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final byte[] text;
    private final int end;
    private final JsonLimits limits;
    private int at;
    private int depth;
    /** One bit a level: whether it is an object. */
    private long[] objects = {0};
    /** Whether the text that was passed last has escapes. */
    private boolean escaped;

    JsonSkipper(byte[] text, int offset, int length, JsonLimits limits) {
        this.text = text;
        this.end = offset + length;
        this.limits = limits;
        this.at = offset;
    }

    /** Whether a text is one JSON value, however deep and long. */
    static boolean isJson(byte[] text) {
        var skipper = new JsonSkipper(text, 0, text.length, NO_LIMITS);
        try {
            skipper.value();
            skipper.requireEnd();
            return true;
        } catch (UndecodableMessageException none) {
            return false;
        }
    }

    /** The index of the byte that comes next. */
    int at() {
        return at;
    }

    boolean sawEscape() {
        return escaped;
    }

    /** The first byte behind white space, which is passed; -1 at the end. */
    int peek() {
        while (at < end) {
            var octet = text[at];
            if (octet != ' ' && octet != '\n' && octet != '\r' && octet != '\t') {
                return octet & 0xFF;
            }
            at++;
        }
        return -1;
    }

    /** Passes a byte that has to come next, behind white space. */
    void pass(char expected) {
        if (peek() != expected) {
            throw unexpected("'" + expected + "'");
        }
        at++;
    }

    void requireEnd() {
        if (peek() >= 0) {
            throw new UndecodableMessageException("The packet is followed by more JSON (expected: one object)");
        }
    }

    // ---- objects and arrays ----

    /** Passes the bracket that comes next: one level deeper. */
    void open(boolean object) {
        if (depth == limits.maxDepth()) {
            throw undecodable("it nests deeper than " + limits.maxDepth() + " levels");
        }
        var word = depth / DEPTH_BITS;
        if (word == objects.length) {
            objects = Arrays.copyOf(objects, objects.length * 2);
        }
        var bit = 1L << depth; // the shift counts modulo 64
        objects[word] = object ? objects[word] | bit : objects[word] & ~bit;
        depth++;
        at++;
    }

    private boolean inObject() {
        return (objects[(depth - 1) / DEPTH_BITS] & 1L << (depth - 1)) != 0;
    }

    /** Passes the bracket that comes next, which ends a level. */
    void close() {
        pass(inObject() ? '}' : ']');
        depth--;
    }

    /** Passes the name of a member. */
    void name() {
        if (peek() != '"') {
            throw unexpected("a name in quotes");
        }
        string(limits.maxNameLength(), "a name");
    }

    /** Passes the value that comes next, with all that is in it. */
    void value() {
        var outside = depth;
        do {
            beginning();
        } while (anotherWithin(outside));
    }

    /** Passes a value; of objects and arrays that are not empty, what stands before the first value that is neither. */
    private void beginning() {
        while (true) {
            switch (peek()) {
                case '{' -> {
                    open(true);
                    if (peek() != '}') {
                        name();
                        pass(':');
                        continue;
                    }
                    close();
                }
                case '[' -> {
                    open(false);
                    if (peek() != ']') {
                        continue;
                    }
                    close();
                }
                case '"' -> string(Integer.MAX_VALUE, "a text"); // those in a payload are measured when they are bound
                case 't' -> literal("true");
                case 'f' -> literal("false");
                case 'n' -> literal("null");
                default -> number();
            }
            return;
        }
    }

    /** Behind a value: ends the levels that end here, and passes what stands before the next value; false where there is none. */
    private boolean anotherWithin(int outside) {
        while (depth > outside) {
            if (peek() == ',') {
                at++;
                if (inObject()) {
                    name();
                    pass(':');
                }
                return true;
            }
            close();
        }
        return false;
    }

    // ---- scalars ----

    private void literal(String word) {
        for (var index = 0; index < word.length(); index++) {
            if (at == end || text[at] != word.charAt(index)) {
                throw unexpected(word);
            }
            at++;
        }
    }

    private void number() {
        var digits = 0;
        if (at < end && text[at] == '-') {
            at++;
        }
        if (at < end && text[at] == '0') {
            at++;
            digits++;
        } else {
            digits += digits();
        }
        if (at < end && text[at] == '.') {
            at++;
            digits += digits();
        }
        if (at < end && (text[at] | 0x20) == 'e') {
            at++;
            if (at < end && (text[at] == '+' || text[at] == '-')) {
                at++;
            }
            digits += digits();
        }
        if (digits > limits.maxNumberLength()) {
            throw undecodable("a number has " + digits + " digits, more than " + limits.maxNumberLength());
        }
    }

    private int digits() {
        var from = at;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw unexpected("a value");
        }
        return at - from;
    }

    /** Passes a text, which has to come next. */
    void string(int maxLength, String what) {
        var from = at + 1;
        at = from;
        escaped = false;
        while (true) {
            at = AsciiText.plainUntil(text, at, end);
            if (at == end) {
                throw undecodable("it ends within a text");
            }
            var octet = text[at];
            if (octet == '"') {
                break;
            }
            if (octet == '\\') {
                escape();
            } else if (octet >= 0) {
                throw unexpected("an escape, since control characters may not stand in a text");
            } else {
                at += sequence();
            }
        }
        if (at - from > maxLength && JsonStrings.read(text, from, at).length() > maxLength) {
            throw undecodable(what + " is longer than " + maxLength + " characters");
        }
        at++;
    }

    private void escape() {
        escaped = true;
        at++;
        var kind = at < end ? text[at] : 0;
        if (kind == 'u') {
            for (var digit = 1; digit <= 4; digit++) {
                if (at + digit >= end || Character.digit(text[at + digit], 16) < 0) {
                    throw unexpected("four hexadecimal digits");
                }
            }
            at += 4;
        } else if (kind <= 0 || "\"\\/bfnrt".indexOf(kind) < 0) {
            throw unexpected("an escape");
        }
        at++;
    }

    /** How many bytes the character that comes next has; it is beyond ASCII. */
    private int sequence() {
        var lead = text[at] & 0xFF;
        var second = at + 1 < end ? text[at + 1] & 0xFF : 0;
        var length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        var lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        var highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (length == 0 || at + length > end || second < lowest || second > highest) {
            throw unexpected("UTF-8");
        }
        for (var index = 2; index < length; index++) {
            if ((text[at + index] & 0xC0) != 0x80) {
                throw unexpected("UTF-8");
            }
        }
        return length;
    }

    // ---- what is wrong ----

    private UndecodableMessageException unexpected(String expected) {
        var found = at >= end ? "it ends" : "there is " + shown(text[at] & 0xFF);
        return undecodable(found + " where " + expected + " is due");
    }

    private static String shown(int octet) {
        return octet > ' ' && octet < 0x7F ? "'" + (char) octet + "'" : String.format("the byte 0x%02x", octet);
    }

    UndecodableMessageException undecodable(String why) {
        return new UndecodableMessageException("Not a packet: " + why + ", at byte " + at);
    }
}
