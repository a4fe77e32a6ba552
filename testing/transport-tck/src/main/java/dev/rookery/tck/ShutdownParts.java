package dev.rookery.tck;

import dev.rookery.annotation.MessagePattern;
import java.util.Set;

/** What the tests of {@link ShutdownContract} serve and call. */
final class ShutdownParts {
    private ShutdownParts() {}

    /** Says who it is. */
    record Named(String name, Set<String> seen) {
        @MessagePattern("name")
        String answer() {
            seen.add(name);
            return name;
        }
    }
}
