package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Intake that pauses while a service is full. */
final class RmqIntakeIT extends WithQueue {
    private static final int MANY = 10_000;
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final class Orders {
        private final CountDownLatch gate = new CountDownLatch(1);
        private final List<Integer> handled = Collections.synchronizedList(new ArrayList<>());

        @EventPattern("orders")
        void order(int number) throws InterruptedException {
            gate.await();
            handled.add(number);
        }
    }

    @Test
    void messages_of_one_key_keep_their_order_over_pauses_of_intake() {
        var orders = new Orders();
        orders.gate.countDown();
        serve(
                ServerOptions.builder().maxInFlight(4).orderBy(context -> "all"),
                options -> options.prefetch(1_000),
                orders);

        emit(MANY);

        await().atMost(LONG).untilAsserted(() -> assertThat(orders.handled).hasSize(MANY));
        assertThat(orders.handled).isSorted();
    }

    private void serve(
            ServerOptions.Builder options, UnaryOperator<RmqTransporter.Builder> transport, Object controller) {
        track(MicroserviceServer.builder()
                .options(options.build())
                .controller(controller)
                .transporter(Services.transporter(broker, builder -> transport.apply(builder.queue(queue))))
                .start());
    }

    private void emit(int events) {
        var client = client(options -> options);
        Flux.range(0, events)
                .flatMapSequential(number -> client.emit("orders", number), 500)
                .blockLast(LONG);
    }
}
