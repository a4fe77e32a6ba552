package dev.rookery.pipe;

import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a value of one type of what came from outside: a text, or what JSON has. Safe for use by several threads. */
interface ValueParser {

    /**
     * Parses.
     *
     * @param value null only as an element of an array
     * @return the value
     * @throws UnfitException if there is none
     */
    Serializable parse(@Nullable Object value);

    /** What it takes, for people. */
    String expected();

    /** What parses one value of a type, if something does. */
    static Optional<ValueParser> forType(Type type) {
        return type instanceof Class<?> raw ? forClass(raw) : Optional.empty();
    }

    private static Optional<ValueParser> forClass(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(new EnumParser(type));
        }
        var known = new ArrayList<ValueParser>(Arrays.asList(ScalarParser.values()));
        known.addAll(Arrays.asList(DateParser.values()));
        known.add(new UuidParser(List.of(), false));
        return known.stream().filter(parser -> parser.makes(type)).findFirst();
    }

    /** Whether what it makes is of a type. */
    boolean makes(Class<?> type);
}
