package dev.rookery.module;

import dev.rookery.Microservice;
import dev.rookery.Rookery;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.memory.InMemoryTransporter;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A service and its client in one process, and providers that count their instances. */
abstract class CountedProviders {
    static final Duration LIMIT = Duration.ofSeconds(10);
    static final AtomicInteger MADE = new AtomicInteger();
    static final List<String> HEARD = new CopyOnWriteArrayList<>();

    final InMemoryTransporter world = new InMemoryTransporter();
    final ClientProxy client = ClientProxyFactory.create(world);

    @BeforeEach
    void nothing_was_made() {
        MADE.set(0);
        HEARD.clear();
    }

    @AfterEach
    void close() {
        client.close();
    }

    final Microservice serve(Class<?> root) {
        return Rookery.createMicroservice(root, world).listen();
    }

    final String ask(String pattern, Object data) {
        return client.request(pattern, data, String.class).blockOptional(LIMIT).orElseThrow();
    }

    @Injectable(scope = Scope.TRANSIENT)
    static final class Counter {
        final int number = MADE.incrementAndGet();
    }

    @Injectable(scope = Scope.REQUEST)
    static final class Basket {
        final int number = MADE.incrementAndGet();
        String begun = "not begun";

        @PostConstruct
        void begin() {
            begun = "begun";
        }
    }

    static final class Shelf {
        static final AtomicInteger SHELVES = new AtomicInteger();
        final int number = SHELVES.incrementAndGet();
    }
}
