package dev.rookery.config;

import dev.rookery.error.InvalidOptionException;
import java.util.Collection;
import java.util.Optional;

/** Options that code has refused, told with the keys that they come from. */
final class Refusals {
    private Refusals() {}

    /**
     * Finds the key of a refused option: the one of its name, else the only one that ends like it.
     *
     * @param invalid what code says
     * @param prefix below which the option stands
     * @param known the keys that were asked for
     * @param values what is configured
     */
    static String told(InvalidOptionException invalid, String prefix, Collection<String> known, Values values) {
        var named = prefix + "." + KeyNames.kebab(invalid.option());
        var key = known.contains(named)
                ? named
                : onlyOneLike(invalid, prefix, known).orElse(named);
        return values.find(key)
                        .filter(value -> !value.isEmpty())
                        .map(Value::told)
                        .orElse(key + " is not set") + ", expected " + invalid.expected();
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
