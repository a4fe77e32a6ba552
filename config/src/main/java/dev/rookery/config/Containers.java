package dev.rookery.config;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Lists, sets and maps of what a {@link RecordBinder} can make. */
final class Containers {
    private final Values values;
    private final KnownKeys known;
    private final RecordBinder binder;

    Containers(Values values, KnownKeys known, RecordBinder binder) {
        this.values = values;
        this.known = known;
        this.binder = binder;
    }

    /** A list comes from one place as a whole: from the last one that says it. */
    @Nullable Object list(Slot slot, Type element, boolean asSet) {
        known.add(slot.key());
        var elements = binder.reader()
                .elements(slot.key())
                .map(count -> oneByOne(slot, element, count))
                .or(() -> inOneText(slot, RecordBinder.raw(element)))
                .orElse(null);
        if (elements == null) {
            return binder.absent(slot, "a list, separated by commas");
        }
        return asSet ? Collections.unmodifiableSet(new LinkedHashSet<>(elements)) : List.copyOf(elements);
    }

    private List<Object> oneByOne(Slot slot, Type element, int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> Optional.ofNullable(binder.value(slot.at(slot.key() + "[" + index + "]", element))))
                .flatMap(Optional::stream)
                .toList();
    }

    /** An empty text is an empty list. */
    private Optional<List<Object>> inOneText(Slot slot, Class<?> element) {
        return values.find(slot.key())
                .or(() -> Optional.ofNullable(slot.byDefault())
                        .map(text -> new Value(slot.key(), text, text, "@DefaultValue of " + slot.of())))
                .map(value -> elements(value, element));
    }

    private List<Object> elements(Value value, Class<?> element) {
        var text = value.text();
        var elements = new ArrayList<>();
        if (text == null) {
            binder.reader().convert(value, element); // which notes why there is none
            return elements;
        }
        for (var part : ValueReader.parts(text)) {
            var shown = value.text() != null && value.raw().equals(text) ? part : value.raw();
            var converted = binder.reader().convert(new Value(value.key(), shown, part, value.from()), element);
            if (converted != null) {
                elements.add(converted);
            }
        }
        return elements;
    }

    /** The keys of a map are those that files, system properties and code say. */
    Object map(Slot slot, Type key, Type element) {
        var isDeep = RecordBinder.hasKeysBelow(element);
        if (!isDeep) {
            known.addMap(slot.key());
        }
        var entries = new LinkedHashMap<Object, Object>();
        for (var name : entryNames(slot.key(), isDeep)) {
            var at = slot.key() + "." + name;
            var entryKey = binder.reader()
                    .convert(new Value(at, unquoted(name), unquoted(name), "the key"), RecordBinder.raw(key));
            var value = binder.value(slot.at(at, element));
            if (entryKey != null && value != null) {
                entries.put(entryKey, value);
            }
        }
        return Map.copyOf(entries);
    }

    private Set<String> entryNames(String key, boolean isDeep) {
        var start = key.length() + 1;
        var names = new TreeSet<String>();
        for (var name : values.namesAt(key)) {
            if (name.length() > start && name.charAt(key.length()) == '.') {
                var rest = name.substring(start);
                names.add(isDeep ? firstSegment(rest) : rest);
            }
        }
        return names;
    }

    private static String firstSegment(String rest) {
        if (rest.startsWith("\"") && rest.indexOf('"', 1) > 0) {
            return rest.substring(0, rest.indexOf('"', 1) + 1);
        }
        return rest.split("[.\\[]", 2)[0];
    }

    private static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1)
                : name;
    }
}
