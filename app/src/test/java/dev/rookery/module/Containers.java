package dev.rookery.module;

import java.time.Duration;

/** Containers with default options, or with impatient ones. */
final class Containers {
    static final ApplicationOptions IMPATIENT = ApplicationOptions.builder()
            .factoryTimeout(Duration.ofMillis(200))
            .startHookTimeout(Duration.ofMillis(200))
            .shutdownHookTimeout(Duration.ofMillis(200))
            .build();

    private Containers() {}

    static Container of(Class<?> root) {
        return Container.of(root, ApplicationOptions.defaults());
    }

    static Container of(DynamicModule root) {
        return Container.of(root, ApplicationOptions.defaults());
    }
}
