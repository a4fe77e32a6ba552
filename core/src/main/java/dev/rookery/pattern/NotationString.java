package dev.rookery.pattern;

import java.util.HexFormat;

/** Reads a text in single or double quotes with JavaScript's escapes. */
final class NotationString {
    private static final String CLOSE = "Close the text with the quote that opened it";
    private static final String DOUBLE_BACKSLASH = "Write \\\\ for a backslash";

    private NotationString() {}

    static String read(NotationCursor cursor) {
        var quote = cursor.peek();
        cursor.advance();
        var text = new StringBuilder();
        while (!cursor.isNext(quote)) {
            if (cursor.isAtEnd()) {
                throw cursor.error("the closing " + quote, CLOSE);
            }
            if (cursor.isNext('\n') || cursor.isNext('\r')) {
                throw cursor.error("no line break before the closing " + quote, CLOSE + ", or write \\n");
            }
            text.append(cursor.isNext('\\') ? readEscape(cursor) : cursor.take(1));
        }
        cursor.advance();
        return text.toString();
    }

    private static String readEscape(NotationCursor cursor) {
        cursor.advance();
        var start = cursor.position();
        return switch (cursor.take(1)) {
            case "n" -> "\n";
            case "t" -> "\t";
            case "r" -> "\r";
            case "b" -> "\b";
            case "f" -> "\f";
            case "v" -> "\u000B";
            case "0" -> "\0";
            case "\\" -> "\\";
            case "/" -> "/";
            case "'" -> "'";
            case "\"" -> "\"";
            case "x" -> readCode(cursor, 2);
            case "u" -> readCode(cursor, 4);
            default ->
                throw cursor.errorAt(start, "one of n t r b f v 0 x u \\ / ' \" after a backslash", DOUBLE_BACKSLASH);
        };
    }

    private static String readCode(NotationCursor cursor, int digits) {
        var start = cursor.position();
        var code = cursor.take(digits);
        if (code.length() < digits || !code.chars().allMatch(HexFormat::isHexDigit)) {
            throw cursor.errorAt(start, digits + " hexadecimal digits", DOUBLE_BACKSLASH);
        }
        return Character.toString((char) HexFormat.fromHexDigits(code));
    }
}
