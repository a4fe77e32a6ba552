package dev.rookery.config;

import dev.rookery.error.InvalidOptionException;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An option that code has refused, told with the key that it comes from.
 *
 * @param key the key: the one of its name, else the only one that ends like it
 * @param isGiven whether the key says anything
 * @param told the mistake
 */
record Refusals(String key, boolean isGiven, String told) {

    /**
     * Finds the key of a refused option.
     *
     * @param invalid what code says
     * @param prefix below which the option stands
     * @param known the keys that were asked for
     * @param values what is configured
     */
    static Refusals of(InvalidOptionException invalid, String prefix, Collection<String> known, Values values) {
        var named = prefix + "." + KeyNames.kebab(invalid.option());
        var key = known.contains(named)
                ? named
                : onlyOneLike(invalid, prefix, known).orElse(named);
        var given = given(key, values);
        return new Refusals(
                key,
                given.isPresent(),
                given.map(Value::told).orElse(key + " is not set") + ", expected " + invalid.expected());
    }

    /** What a key says, as one text or as a list. */
    private static Optional<Value> given(String key, Values values) {
        return values.elements(key)
                .map(count -> IntStream.range(0, count)
                        .mapToObj(index -> values.find(key + "[" + index + "]"))
                        .flatMap(Optional::stream)
                        .toList())
                .filter(elements -> !elements.isEmpty())
                .map(elements -> new Value(
                        key,
                        elements.stream().map(Value::raw).collect(Collectors.joining(",")),
                        null,
                        elements.getFirst().from()))
                .or(() -> values.find(key).filter(value -> !value.isEmpty()));
    }

    private static Optional<String> onlyOneLike(
            InvalidOptionException invalid, String prefix, Collection<String> known) {
        var end = "." + KeyNames.kebab(invalid.option());
        var found = known.stream()
                .filter(key -> key.startsWith(prefix + ".") && key.endsWith(end))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
