package dev.rookery.tck;

import dev.rookery.annotation.MessagePattern;

/** What the tests of {@link ConcurrencyContract} serve and call. */
final class ConcurrencyParts {
    private ConcurrencyParts() {}

    /** Returns what it gets. */
    static final class Echo {
        Echo() {}

        @MessagePattern("echo")
        int echo(int number) {
            return number;
        }
    }
}
