package dev.rookery.config;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The keys that records and transporters have asked for, so that others can be told from them. */
final class KnownKeys {
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    private final SortedSet<String> keys = new TreeSet<>();
    private final List<String> maps = new ArrayList<>();

    void add(String key) {
        var plain = plain(key);
        if (!isInMap(plain)) {
            keys.add(plain);
        }
    }

    /** All keys below this one are known. */
    void addMap(String key) {
        maps.add(plain(key) + ".");
        keys.add(plain(key) + ".*");
    }

    boolean has(String key) {
        var plain = plain(key);
        return keys.contains(plain) || isInMap(plain);
    }

    private boolean isInMap(String plain) {
        return maps.stream().anyMatch(plain::startsWith);
    }

    /** Whether an environment variable stands for one of the keys. */
    boolean hasVariable(String variable) {
        return keys.stream().map(KeyNames::variable).anyMatch(variable::equals)
                || maps.stream().map(KeyNames::variable).anyMatch(variable::startsWith);
    }

    /** The keys, without indexes; those below a map are one, with a star. */
    SortedSet<String> all() {
        return keys;
    }

    static String plain(String key) {
        return INDEX.matcher(key).replaceAll("");
    }
}
