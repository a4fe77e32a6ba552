package dev.rookery.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import dev.rookery.annotation.EventPattern;
import dev.rookery.client.ClientProxy;
import dev.rookery.server.DrainReport;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Intake that pauses while a service is full, and ends when it stops. */
final class MqttIntakeIT extends WithBroker {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Integer> handled = Collections.synchronizedList(new ArrayList<>());

    private final class Orders {
        @EventPattern("orders")
        void order(int number) throws InterruptedException {
            gate.await();
            handled.add(number);
        }
    }

    @Test
    void messages_of_one_key_keep_their_order_over_pauses_of_intake() {
        gate.countDown();
        serve(ServerOptions.builder().maxInFlight(4).orderBy(context -> "all"), options -> options.qos(1));
        var client = client(options -> options.qos(1));

        Flux.range(0, 10_000)
                .flatMapSequential(number -> client.emit("orders", number), 500)
                .blockLast(Duration.ofMinutes(1));

        awaitThat(() -> assertThat(handled).hasSize(10_000));
        assertThat(handled).isSorted();
    }

    @Test
    void what_has_come_when_a_service_stops_is_handled() {
        var server = serve(ServerOptions.builder().maxInFlight(1), options -> options.qos(1));
        emit(client(options -> options.qos(1)), 5);
        awaitThat(() -> assertThat(server.inFlight()).isEqualTo(1));

        var stopped = stop(server);
        awaitThat(() -> assertThat(subscribers()).isZero());
        gate.countDown();

        assertThat(stopped)
                .succeedsWithin(WAIT)
                .satisfies(report -> assertThat(report.isClean()).isTrue());
        assertThat(handled).containsAll(IntStream.range(0, 5).boxed().toList());
    }

    // ---- parts ----

    private MicroserviceServer serve(ServerOptions.Builder options, UnaryOperator<MqttTransporter.Builder> transport) {
        var server = MicroserviceServer.builder()
                .controller(new Orders())
                .options(options.build())
                .transporter(Services.transporter(broker, transport))
                .start();
        opened.add(() -> server.stop(Duration.ZERO));
        return server;
    }

    private static void emit(ClientProxy client, int events) {
        for (var number = 0; number < events; number++) {
            client.emit("orders", number).block(WAIT);
        }
    }

    private static CompletableFuture<DrainReport> stop(MicroserviceServer server) {
        return CompletableFuture.supplyAsync(
                () -> server.stop(WAIT), task -> Thread.ofVirtual().start(task));
    }

    /** Whether anybody has subscribed to the orders, as the broker says to who publishes one. */
    private int subscribers() {
        var result = foreign()
                .publishWith()
                .topic("orders")
                .payload("99".getBytes(StandardCharsets.UTF_8))
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
        return result instanceof Mqtt5PublishResult.Mqtt5Qos1Result first
                        && first.getPubAck().getReasonCode() == Mqtt5PubAckReasonCode.NO_MATCHING_SUBSCRIBERS
                ? 0
                : 1;
    }
}
