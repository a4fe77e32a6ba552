package dev.rookery.pattern;

import dev.rookery.pattern.PatternValue.Elements;
import dev.rookery.pattern.PatternValue.Members;
import dev.rookery.pattern.PatternValue.Null;
import dev.rookery.pattern.PatternValue.Numeric;
import dev.rookery.pattern.PatternValue.Text;
import dev.rookery.pattern.PatternValue.Truth;
import java.util.Map;

/** Writes JSON exactly as {@code JSON.stringify} does: no spaces, the same escapes, keys in their own order. */
final class JsonText {
    private final StringBuilder json = new StringBuilder();

    private JsonText() {}

    static String of(PatternValue value) {
        var text = new JsonText();
        text.append(value);
        return text.json.toString();
    }

    private void append(PatternValue value) {
        switch (value) {
            case Text(var text) -> appendQuoted(text);
            case Numeric(var number) -> json.append(JavaScriptNumber.format(number));
            case Truth(var truth) -> json.append(truth);
            case Null() -> json.append("null");
            case Elements(var elements) -> {
                var separator = '[';
                for (var element : elements) {
                    json.append(separator);
                    append(element);
                    separator = ',';
                }
                json.append(elements.isEmpty() ? "[]" : "]");
            }
            case Members(var members) -> appendMembers(members);
        }
    }

    private void appendMembers(Map<String, PatternValue> members) {
        var separator = '{';
        for (var member : members.entrySet()) {
            json.append(separator);
            appendQuoted(member.getKey());
            json.append(':');
            append(member.getValue());
            separator = ',';
        }
        json.append(members.isEmpty() ? "{}" : "}");
    }

    private void appendQuoted(String text) {
        json.append('"');
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            switch (character) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (character < ' ' || isLoneSurrogate(text, i)) {
                        json.append("\\u%04x".formatted((int) character));
                    } else {
                        json.append(character);
                    }
                }
            }
        }
        json.append('"');
    }

    private static boolean isLoneSurrogate(String text, int index) {
        var character = text.charAt(index);
        if (Character.isHighSurrogate(character)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(character)
                && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
