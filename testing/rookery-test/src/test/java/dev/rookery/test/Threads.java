package dev.rookery.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.stream.Collectors;

/** The platform threads of services; virtual ones are not among them. */
final class Threads {
    private Threads() {}

    static Set<Thread> ofServices() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rookery-"))
                .collect(Collectors.toSet());
    }

    static void noneBut(Set<Thread> before) {
        await().untilAsserted(() -> assertThat(ofServices()).isSubsetOf(before));
    }
}
