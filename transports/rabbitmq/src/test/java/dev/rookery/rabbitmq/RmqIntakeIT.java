package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.tck.Outage;
import dev.rookery.tck.Relay;
import java.io.IOException;
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

    @Test
    void a_full_service_that_loses_its_connection_leaves_messages_with_the_broker_though_it_has_no_prefetch()
            throws IOException {
        var orders = new Orders();
        var relay = new Relay(broker.address());
        opened.add(relay);
        var server = serve(
                ServerOptions.builder().maxInFlight(2),
                options ->
                        options.url("amqp://127.0.0.1:" + relay.port()).acknowledgement(RmqAcknowledgement.AUTOMATIC),
                orders);
        var statuses = Outage.statuses(server.status());
        emit(2);
        await().atMost(WAIT).until(() -> server.inFlight() == 2);
        emit(MANY);
        await().atMost(WAIT).until(() -> raw.count(queue) > MANY / 2);
        var left = raw.count(queue);

        relay.cut();

        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(statuses)
                        .containsExactly(RmqStatus.CONNECTED, RmqStatus.RECONNECTING, RmqStatus.CONNECTED));
        await().atMost(WAIT).during(Duration.ofSeconds(1)).until(() -> raw.count(queue) == left);
        orders.gate.countDown();
        await().atMost(LONG).untilAsserted(() -> assertThat(orders.handled).hasSize(MANY + 2));
    }

    private MicroserviceServer serve(
            ServerOptions.Builder options, UnaryOperator<RmqTransporter.Builder> transport, Object controller) {
        return track(MicroserviceServer.builder()
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
