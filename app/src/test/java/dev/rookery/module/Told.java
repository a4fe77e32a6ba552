package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What somebody is told who puts modules together wrongly. */
final class Told {
    private Told() {}

    static void told(Class<?> root, String message) {
        assertThat(catchThrowable(() -> Containers.of(root)))
                .isInstanceOf(WiringException.class)
                .hasMessage(message);
    }

    static void told(DynamicModule root, String message) {
        assertThat(catchThrowable(() -> Containers.of(root)))
                .isInstanceOf(WiringException.class)
                .hasMessage(message);
    }
}
