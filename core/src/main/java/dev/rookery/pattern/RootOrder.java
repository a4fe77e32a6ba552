package dev.rookery.pattern;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The order of keys in a route: that of the CLDR root collation, in which {@code localeCompare} sorts under the locales
 * that Nest usually runs in ({@code en}, {@code C}). First all base characters decide, then all accents, then case and
 * other variants. Keys that this leaves equal, such as an accented letter and the same letter with a combining accent,
 * keep their order, as they do in Nest.
 */
final class RootOrder {
    /** Compares texts; it is not consistent with equals. */
    static final Comparator<String> COMPARATOR = Comparator.comparing(CollationWeights::of);

    private RootOrder() {}

    static List<Map.Entry<String, PatternValue>> sorted(Map<String, PatternValue> members) {
        if (members.size() < 2) {
            return List.copyOf(members.entrySet());
        }
        record Weighted(CollationWeights weights, Map.Entry<String, PatternValue> member) {}
        return members.entrySet().stream()
                .map(member -> new Weighted(CollationWeights.of(member.getKey()), member))
                .sorted(Comparator.comparing(Weighted::weights))
                .map(Weighted::member)
                .toList();
    }
}
