package dev.rookery.module;

import java.util.ArrayList;
import java.util.List;

/** The mistakes found so far, so that a start tells all of them at once. */
final class Problems {
    private final List<WiringException> found = new ArrayList<>();

    void add(String message) {
        found.add(new WiringException(message));
    }

    void add(WiringException problem) {
        found.add(problem);
    }

    void throwIfAny(String application) {
        if (found.size() == 1) {
            throw found.getFirst();
        }
        if (!found.isEmpty()) {
            var message = new StringBuilder("The modules of " + application + " have " + found.size() + " mistakes:");
            for (var index = 0; index < found.size(); index++) {
                message.append("\n")
                        .append(index + 1)
                        .append(". ")
                        .append(found.get(index).getMessage());
            }
            var all = new WiringException(message.toString());
            found.stream().filter(problem -> problem.getCause() != null).forEach(all::addSuppressed);
            throw all;
        }
    }
}
