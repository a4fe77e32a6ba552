package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.Rookery;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.memory.InMemoryTransporter;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What has an annotation that stands for {@code @Controller} may be provided, so that others can call it. */
final class GatewayProviderTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Controller
    @Retention(RetentionPolicy.RUNTIME)
    @interface Entrance {}

    @Entrance
    static final class Counter {
        private int count;

        @MessagePattern("count")
        int count() {
            return ++count;
        }
    }

    record Reader(Counter counter) {}

    @Module(providers = {Counter.class, Reader.class})
    static final class ProvidedModule {}

    @Module(controllers = Counter.class, providers = Counter.class)
    static final class TwiceModule {}

    @Test
    void its_handlers_are_bound_and_others_get_the_same_instance() {
        var memory = new InMemoryTransporter();
        try (var service =
                        Rookery.createMicroservice(ProvidedModule.class, memory).listen();
                var client = ClientProxyFactory.create(memory)) {
            assertThat(client.request("count", Integer.class).block(LIMIT)).isEqualTo(1);
            assertThat(service.get(Reader.class).counter().count()).isEqualTo(2);
        }
    }

    @Test
    void it_counts_once_where_it_stands_twice() {
        try (var service = Rookery.createMicroservice(TwiceModule.class, new InMemoryTransporter())
                .listen()) {
            assertThat(service.handlers()).hasSize(1);
        }
    }
}
