package dev.rookery.examples.service;

import dev.rookery.Rookery;
import dev.rookery.redis.RedisTransporter;

/** The service of {@link App}, with one line changed. */
final class RedisApp {
    private RedisApp() {}

    static void main() {
        Rookery.createMicroservice(
                        AppModule.class,
                        RedisTransporter.builder()
                                .host("localhost")
                                .claimRequests(true)
                                .build())
                .listen();
    }
}
