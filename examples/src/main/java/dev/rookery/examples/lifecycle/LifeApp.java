package dev.rookery.examples.lifecycle;

import dev.rookery.Application;
import dev.rookery.Rookery;
import dev.rookery.module.ApplicationOptions;
import dev.rookery.module.DynamicModule;
import java.time.Duration;

final class LifeApp {
    private LifeApp() {}

    static Application create(DynamicModule root) {
        return Rookery.create(
                root,
                ApplicationOptions.builder()
                        .factoryTimeout(Duration.ofSeconds(20)) // an asynchronous @Provides
                        .startHookTimeout(Duration.ofSeconds(20)) // what an asynchronous hook returned
                        .shutdownHookTimeout(Duration.ofSeconds(5)) // each hook of the end, and each @PreDestroy
                        .build());
    }
}
