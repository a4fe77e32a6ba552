package dev.rookery.codec;

import java.nio.charset.StandardCharsets;

/** The text of JSON strings that {@link JsonSkipper} has passed, so that it is known to be well formed. */
final class JsonStrings {
    private JsonStrings() {}

    /** The text that stands between two quotes, where escapes are replaced. */
    static String read(byte[] text, int from, int to) {
        var raw = new String(text, from, to - from, StandardCharsets.UTF_8);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        var result = new StringBuilder(raw.length());
        var index = 0;
        while (index < raw.length()) {
            var character = raw.charAt(index++);
            if (character != '\\') {
                result.append(character);
                continue;
            }
            var kind = raw.charAt(index++);
            if (kind == 'u') {
                result.append((char) Integer.parseInt(raw, index, index + 4, 16));
                index += 4;
            } else {
                result.append(meaning(kind));
            }
        }
        return result.toString();
    }

    private static char meaning(char kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind; // a quote, a backslash, a slash
        };
    }
}
