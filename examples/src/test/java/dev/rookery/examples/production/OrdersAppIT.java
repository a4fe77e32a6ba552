package dev.rookery.examples.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.brokers.NatsBroker;
import dev.rookery.nats.NatsTransporter;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** The service of the page on production: it is observed, and tells whether it is ready. */
final class OrdersAppIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void a_service_on_a_broker_has_a_door_for_its_health_and_is_observed() throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        var observations = observations(seen);
        try (var broker = NatsBroker.start()) {
            var nats = NatsTransporter.builder()
                    .servers(broker.url())
                    .queue("orders")
                    .build();
            try (var app = OrdersApp.start(nats, 0, observations);
                    var client = OrdersApp.client(nats, observations);
                    var http = HttpClient.newHttpClient()) {
                assertThat(client.request("orders.total", List.of(100, 250), Integer.class)
                                .block(LIMIT))
                        .isEqualTo(350);
                assertThat(seen).contains("rookery.client orders.total", "rookery.server orders.total");

                var door = app.listeners().stream()
                        .flatMap(listener -> listener.addresses().stream())
                        .map(address -> ((InetSocketAddress) address).getPort())
                        .findFirst()
                        .orElseThrow();
                var ready = HttpRequest.newBuilder(URI.create("http://localhost:" + door + "/health/ready"))
                        .build();
                assertThat(http.send(ready, BodyHandlers.ofString()).body()).isEqualTo("{\"status\":\"ok\"}");
            }
        }
    }

    private static ObservationRegistry observations(Queue<String> seen) {
        var registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStart(Observation.Context context) {
                seen.add(context.getName() + " " + context.getContextualName());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        return registry;
    }
}
