package dev.rookery.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The mistakes found so far, so that a start tells all of them at once. */
final class Mistakes {
    private final Set<String> found = new LinkedHashSet<>();
    private final List<Throwable> causes = new ArrayList<>();

    void add(String mistake) {
        found.add(mistake);
    }

    void add(String mistake, Throwable cause) {
        if (found.add(mistake)) {
            causes.add(cause);
        }
    }

    /** Whether one of them is about what a key says. */
    boolean isTold(String key) {
        return found.stream().anyMatch(mistake -> mistake.startsWith(key + " is "));
    }

    int count() {
        return found.size();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            var exception = new ConfigException(List.copyOf(found));
            causes.forEach(exception::addSuppressed);
            throw exception;
        }
    }
}
