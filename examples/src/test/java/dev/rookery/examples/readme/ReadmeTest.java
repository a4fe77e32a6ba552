package dev.rookery.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.test.RookeryTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** The service of the first page, tested as that page does it. */
final class ReadmeTest {

    interface MathApi {
        @MessagePattern("countdown")
        Flux<Integer> countdown(int from);
    }

    @Test
    void the_service_counts_down() {
        try (var service = RookeryTest.microservice(AppModule.class).start()) { // in memory, the real pipeline
            assertThat(service.client(MathApi.class).countdown(3).toStream()).containsExactly(3, 2, 1);
        }
    }
}
