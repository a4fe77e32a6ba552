package dev.rookery.architecture;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is in one baseline of an API and not in another. */
final class ApiDifference {

    private ApiDifference() {}

    /** What was removed and what was added, each line with its type. */
    static List<String> between(List<String> before, List<String> after) {
        var old = withTypes(before);
        var present = withTypes(after);
        return Stream.concat(
                        old.stream().filter(line -> !present.contains(line)).map("- "::concat),
                        present.stream().filter(line -> !old.contains(line)).map("+ "::concat))
                .toList();
    }

    private static Set<String> withTypes(List<String> lines) {
        var found = new LinkedHashSet<String>();
        var type = "";
        for (var line : lines) {
            if (line.startsWith(ApiType.INDENT)) {
                found.add(type + ": " + line.strip());
            } else {
                type = line;
                found.add(type);
            }
        }
        return found;
    }
}
