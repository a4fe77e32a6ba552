package dev.rookery.internal;

/** Patterns as people write them: the content of a JSON string, or else the JSON text. */
public final class PatternText {
    private static final int HEX_DIGITS = 4;

    private PatternText() {}

    /**
     * A pattern for people.
     *
     * @param json the JSON text of a pattern, as a packet has it
     * @return the text that it is, or the JSON of an object or number
     */
    public static String of(String json) {
        if (json.length() < 2 || json.charAt(0) != '"') {
            return json;
        }
        var content = json.substring(1, json.length() - 1);
        return content.indexOf('\\') < 0 ? content : unescape(content);
    }

    /** The text has been read as JSON before, so that its escapes are right. */
    private static String unescape(String content) {
        var text = new StringBuilder(content.length());
        var index = 0;
        while (index < content.length()) {
            var character = content.charAt(index++);
            if (character != '\\') {
                text.append(character);
                continue;
            }
            var escaped = content.charAt(index++);
            if (escaped == 'u') {
                text.append((char) Integer.parseInt(content, index, index + HEX_DIGITS, 16));
                index += HEX_DIGITS;
            } else {
                text.append(meaning(escaped));
            }
        }
        return text.toString();
    }

    private static char meaning(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }
}
