package dev.rookery.examples.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.test.RookeryTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service that is played by a controller, on the page on testing. */
final class OtherServiceTest {

    @Controller
    static final class TinyMath {
        @MessagePattern("{cmd: 'sum'}")
        int sum(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).sum();
        }
    }

    @Test
    void a_gateway_calls_a_service_of_the_test() {
        try (var math = RookeryTest.microservice(module -> module.controllers(TinyMath.class))
                        .start();
                var gateway = RookeryTest.microservice(GatewayModule.class)
                        .overrideProvider("MATH_SERVICE", math.client())
                        .start()) {
            assertThat(gateway.get(MathGateway.class).sum(List.of(1, 2)).block())
                    .isEqualTo(3);
        }
    }
}
