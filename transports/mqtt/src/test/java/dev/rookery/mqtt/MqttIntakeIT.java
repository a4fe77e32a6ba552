package dev.rookery.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.EventPattern;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Intake that pauses while a service is full. */
final class MqttIntakeIT extends WithBroker {
    private final List<Integer> handled = Collections.synchronizedList(new ArrayList<>());

    private final class Orders {
        @EventPattern("orders")
        void order(int number) {
            handled.add(number);
        }
    }

    @Test
    void messages_of_one_key_keep_their_order_over_pauses_of_intake() {
        serve(ServerOptions.builder().maxInFlight(4).orderBy(context -> "all"), options -> options.qos(1));
        var client = client(options -> options.qos(1));

        Flux.range(0, 10_000)
                .flatMapSequential(number -> client.emit("orders", number), 500)
                .blockLast(Duration.ofMinutes(1));

        awaitThat(() -> assertThat(handled).hasSize(10_000));
        assertThat(handled).isSorted();
    }

    // ---- parts ----

    private void serve(ServerOptions.Builder options, UnaryOperator<MqttTransporter.Builder> transport) {
        var server = MicroserviceServer.builder()
                .controller(new Orders())
                .options(options.build())
                .transporter(Services.transporter(broker, transport))
                .start();
        opened.add(() -> server.stop(Duration.ZERO));
        return server;
    }
}
