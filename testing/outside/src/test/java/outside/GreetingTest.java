package outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.rookery.test.RookeryTest;
import org.junit.jupiter.api.Test;

final class GreetingTest {
    @Test
    void the_service_answers_in_memory() {
        try (var service = RookeryTest.microservice(GreetingModule.class).start()) {
            var greeting = service.client().request("greet", "Ada", String.class).block();

            assertEquals("Hello, Ada", greeting);
        }
    }

    @Test
    void the_transport_is_there_with_its_driver() {
        assertNotNull(GreetingApp.transport());
    }
}
