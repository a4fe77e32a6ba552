package dev.rookery.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.memory.InMemoryTransporter;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class RequestStreamTest {

    static final class Sums {
        @MessagePattern("sum")
        int sum(Flux<Integer> numbers) {
            return 0;
        }
    }

    @Test
    void a_stream_of_requests_is_refused_where_the_transport_carries_none() {
        var builder = MicroserviceServer.builder().controller(new Sums()).transporter(new InMemoryTransporter());

        assertThatThrownBy(builder::build)
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("Sums.sum(Flux) takes a stream of requests, which memory does not carry");
    }
}
