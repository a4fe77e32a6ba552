package dev.rookery.module;

import java.util.ArrayList;
import java.util.List;

/** The mistakes found so far, so that a start tells all of them at once. */
final class Problems {
    private final List<WiringException> found = new ArrayList<>();

    void add(String message) {
        add(new WiringException(message));
    }

    /** Notes a mistake; the same one twice is one. */
    void add(WiringException problem) {
        if (found.stream().noneMatch(known -> String.valueOf(known.getMessage()).equals(problem.getMessage()))) {
            found.add(problem);
        }
    }

    /** Gives what was noted so far, and forgets it here. */
    Problems take() {
        var taken = new Problems();
        taken.found.addAll(found);
        found.clear();
        return taken;
    }

    /**
     * Throws what was noted.
     *
     * @param whoHas who has so many mistakes, if there are several, as in "The modules of AppModule have"
     */
    void throwIfAny(String whoHas) {
        if (found.size() == 1) {
            throw found.getFirst();
        }
        if (!found.isEmpty()) {
            var message = new StringBuilder(whoHas + " " + found.size() + " mistakes:");
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
