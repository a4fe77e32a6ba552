package dev.rookery.tcp;

/** Patterns as people write them: the content of a JSON string, or else the JSON text. */
final class PatternText {
    private static final int HEX_DIGITS = 4;

    private PatternText() {}

    static String of(String json) {
        if (json.length() < 2 || json.charAt(0) != '"') {
            return json;
        }
        var content = json.substring(1, json.length() - 1);
        return content.indexOf('\\') < 0 ? content : unescape(content);
    }

    /** The text has been read as JSON before, so that its escapes are right. */
    private static String unescape(String content) {
        var text = new StringBuilder(content.length());
        for (var index = 0; index < content.length(); index++) {
            var character = content.charAt(index);
            if (character != '\\') {
                text.append(character);
                continue;
            }
            index++;
            switch (content.charAt(index)) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(content, index + 1, index + 1 + HEX_DIGITS, 16));
                    index += HEX_DIGITS;
                }
                default -> text.append(content.charAt(index));
            }
        }
        return text.toString();
    }
}
