package dev.rookery.pattern;

import dev.rookery.pattern.PatternValue.Elements;
import dev.rookery.pattern.PatternValue.Members;
import dev.rookery.pattern.PatternValue.Null;
import dev.rookery.pattern.PatternValue.Numeric;
import dev.rookery.pattern.PatternValue.Text;
import dev.rookery.pattern.PatternValue.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/**
 * Reads object patterns as they stand in the source of a Nest service, {@code {cmd: 'sum'}}: JavaScript's literals of
 * objects, arrays, texts, numbers, booleans and null. JSON is part of it.
 */
final class RelaxedNotation {
    private static final String A_VALUE =
            "a value: text in quotes, a number, true, false, null, an object {…} or an array […]";
    private static final String QUOTE_TEXT = "Put quotes around text, as in {cmd: 'sum'}";

    private final NotationCursor cursor;

    private RelaxedNotation(NotationCursor cursor) {
        this.cursor = cursor;
    }

    /** Reads a text that is one object or array. */
    static PatternValue read(String text) {
        var cursor = new NotationCursor(text);
        var value = new RelaxedNotation(cursor).readValue(0);
        cursor.skipSpace();
        if (!cursor.isAtEnd()) {
            throw cursor.error("the end of the pattern", "Remove what follows the last bracket");
        }
        return value;
    }

    private PatternValue readValue(int depth) {
        cursor.skipSpace();
        return switch (cursor.peek()) {
            case '{' -> readMembers(depth + 1);
            case '[' -> readElements(depth + 1);
            case '\'', '"' -> new Text(NotationString.read(cursor));
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> new Numeric(readNumber());
            default -> readWord();
        };
    }

    private PatternValue readWord() {
        var start = cursor.position();
        return switch (cursor.takeName()) {
            case "true" -> new Truth(true);
            case "false" -> new Truth(false);
            case "null" -> new Null();
            default -> throw cursor.errorAt(start, A_VALUE, QUOTE_TEXT);
        };
    }

    private double readNumber() {
        var start = cursor.position();
        var number = cursor.takeNumber();
        if (number.isEmpty()) {
            throw cursor.errorAt(start, "a number as JSON writes it", "Write -1, 0.5 or 1e9, or put it in quotes");
        }
        var value = Double.parseDouble(number);
        if (Double.isInfinite(value)) {
            throw cursor.errorAt(start, "a number that a double can hold", "Put it in quotes");
        }
        return value;
    }

    private Members readMembers(int depth) {
        enter(depth);
        var members = new LinkedHashMap<String, PatternValue>();
        while (!cursor.skipsTo('}')) {
            var start = cursor.position();
            var key = readKey();
            if (members.containsKey(key)) {
                throw cursor.errorAt(start, "another key than those before", "Remove one of the two");
            }
            if (!cursor.skipsTo(':')) {
                throw cursor.error("a colon after the key " + key, "Write key: value, as in {cmd: 'sum'}");
            }
            members.put(key, readValue(depth));
            if (!cursor.skipsTo(',') && !cursor.isNext('}')) {
                throw cursor.error("a comma or }", "Close the object, or put a comma between its members");
            }
        }
        return new Members(members);
    }

    private String readKey() {
        if (cursor.isNext('\'') || cursor.isNext('"')) {
            return NotationString.read(cursor);
        }
        var start = cursor.position();
        var name = cursor.takeName();
        if (name.isEmpty()) {
            throw cursor.errorAt(start, "a key, or } at the end", "A key that is no plain name needs quotes");
        }
        return name;
    }

    private Elements readElements(int depth) {
        enter(depth);
        var elements = new ArrayList<PatternValue>();
        while (!cursor.skipsTo(']')) {
            elements.add(readValue(depth));
            if (!cursor.skipsTo(',') && !cursor.isNext(']')) {
                throw cursor.error("a comma or ]", "Close the array, or put a comma between its elements");
            }
        }
        return new Elements(elements);
    }

    private void enter(int depth) {
        if (depth > PatternValue.MAX_DEPTH) {
            throw cursor.error("at most %d levels".formatted(PatternValue.MAX_DEPTH), "Use a flatter pattern");
        }
        cursor.advance();
    }
}
