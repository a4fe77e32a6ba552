package dev.rookery.config;

import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single values, and notes as mistakes what cannot be read. */
final class ValueReader {
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    private final Values values;
    private final Mistakes mistakes;

    ValueReader(Values values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    /** What a key says, if it says anything. */
    Optional<Value> find(String key) {
        return values.find(key).filter(value -> !value.isEmpty());
    }

    /** How many elements a list has that is written one by one; what is written and would be left out is noted as a mistake. */
    Optional<Integer> elements(String key) {
        values.gaps(key)
                .forEach((name, missing) -> mistakes.add(name + " (from "
                        + values.place(name).orElse("code") + ") comes after a gap: say " + missing
                        + " there too, since a list comes from one place as a whole"));
        return values.elements(key);
    }

    /** What a key says, as a value of a type; empty if it says nothing or something else. */
    <T> Optional<T> read(String key, Class<T> type) {
        return find(key).flatMap(value -> Optional.ofNullable(convert(value, type)));
    }

    /** A value as one of a type; null if it is none, which is noted. */
    <T> @Nullable T convert(Value value, Class<T> type) {
        var text = value.text();
        if (text == null) {
            mistakes.add(
                    value.told()
                            + ", which names a key without a value, or itself: set that key, or say a default as in ${key:default}");
            return null;
        }
        return convert(value, text, type);
    }

    private <T> @Nullable T convert(Value value, String text, Class<T> type) {
        var wrapper = wrapper(type);
        var reader = reader(wrapper);
        if (reader.isEmpty()) {
            mistakes.add(value.told() + ", which cannot be made into a " + type.getName()
                    + ": give that a static method of(String) or valueOf(String), or take a String");
            return null;
        }
        try {
            return wrapper.cast(reader.get().read().apply(text));
        } catch (RuntimeException unreadable) {
            mistakes.add(value.told() + ", expected " + reader.get().expectedInPlaceOf(text, wrapper));
            return null;
        }
    }

    /** What is expected of a text of a type, as errors say it. */
    String expected(Class<?> type) {
        return reader(wrapper(type)).map(TextReader::expected).orElse("a " + type.getSimpleName());
    }

    /** Whether there is a way from a text to a type. */
    boolean canRead(Class<?> type) {
        return reader(wrapper(type)).isPresent();
    }

    private Optional<TextReader> reader(Class<?> wrapper) {
        return TextReader.of(wrapper)
                .or(() -> values.library()
                        .getConverter(wrapper)
                        .map(converter -> new TextReader("a " + wrapper.getSimpleName(), converter::convert)));
    }

    @SuppressWarnings("unchecked") // the wrapper of a primitive type is what a cast to it gives
    private static <T> Class<T> wrapper(Class<T> type) {
        return (Class<T>) MethodType.methodType(type).wrap().returnType();
    }

    /** The parts of a text that are separated by commas; a backslash makes a comma one of the text. */
    static List<String> parts(String text) {
        return COMMA.splitAsStream(text)
                .map(part -> part.replace("\\,", ",").strip())
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
