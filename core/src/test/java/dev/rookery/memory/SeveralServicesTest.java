package dev.rookery.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.NoHandlerException;
import dev.rookery.server.MicroserviceServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Services of different kinds in one world. */
final class SeveralServicesTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int TIMES = 10;

    private final CountDownLatch heard = new CountDownLatch(TIMES);

    static final class Orders {
        @MessagePattern("orders")
        String orders() {
            return "orders";
        }
    }

    final class Stock {
        @MessagePattern("stock")
        String stock() {
            return "stock";
        }

        @EventPattern("placed")
        void placed() {
            heard.countDown();
        }
    }

    @Test
    void each_gets_what_it_has_handlers_for() throws InterruptedException {
        var memory = new InMemoryTransporter();
        try (var orders = MicroserviceServer.builder()
                        .controller(new Orders())
                        .transporter(memory)
                        .start();
                var stock = MicroserviceServer.builder()
                        .controller(new Stock())
                        .transporter(memory)
                        .start();
                var client = ClientProxyFactory.create(memory)) {
            assertThat(orders.handlers().size() + stock.handlers().size()).isEqualTo(3);

            for (var time = 0; time < TIMES; time++) {
                assertThat(client.request("orders", String.class).block(LIMIT)).isEqualTo("orders");
                assertThat(client.request("stock", String.class).block(LIMIT)).isEqualTo("stock");
                client.emit("placed", 1).block(LIMIT);
            }

            assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> client.request("nothing", String.class).block(LIMIT))
                    .isInstanceOf(NoHandlerException.class);
        }
    }
}
