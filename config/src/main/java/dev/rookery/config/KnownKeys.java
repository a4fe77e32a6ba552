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
        keys.add(plain(key));
    }

    /** All keys below this one are known. */
    void addMap(String key) {
        maps.add(plain(key) + ".");
    }

    boolean has(String key) {
        var plain = plain(key);
        return keys.contains(plain) || maps.stream().anyMatch(plain::startsWith);
    }

    /** The keys, without indexes. */
    SortedSet<String> all() {
        return keys;
    }

    static String plain(String key) {
        return INDEX.matcher(key).replaceAll("");
    }
}
