package dev.rookery.architecture;

import java.util.List;
import java.util.stream.Stream;

/**
 * A type that users can see.
 *
 * @param packageName its package
 * @param name its full name, with dots before nested types
 * @param declaration what it is, and of what
 * @param members what users can see in it, one a line
 */
record ApiType(String packageName, String name, String declaration, List<String> members) {

    /** What stands before the lines that belong to the type named above them. */
    static final String INDENT = "  ";

    /** Its name within its package. */
    String shortName() {
        return name.substring(packageName.length() + 1);
    }

    /** How a baseline has it. */
    Stream<String> lines() {
        var promises = Stream.concat(Stream.of(declaration), members.stream());
        return Stream.concat(Stream.of(name), promises.map(INDENT::concat));
    }
}
