package dev.rookery.examples.production;

import dev.rookery.Application;
import dev.rookery.Rookery;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.nats.NatsTransporter;
import dev.rookery.observation.MicrometerObserver;
import dev.rookery.server.ServerOptions;
import dev.rookery.web.HttpDoor;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;

final class OrdersApp {
    private OrdersApp() {}

    static Application start(NatsTransporter nats, int healthPort, ObservationRegistry observations) {
        var app = Rookery.create(OrdersModule.class);
        app.connectMicroservice(
                nats,
                ServerOptions.builder()
                        .maxInFlight(2_000) // as many as what stands behind can bear
                        .handlerTimeout(Duration.ofSeconds(20)) // less than callers wait
                        .drainTimeout(Duration.ofSeconds(20)) // less than the platform waits before it kills
                        .observer(new MicrometerObserver(observations))
                        .build());
        app.connectDoor(HttpDoor.builder()
                .host("0.0.0.0")
                .port(healthPort)
                .health(true) // /health/live and /health/ready
                .build());
        app.startAllMicroservices();
        return app;
    }

    static ClientProxy client(NatsTransporter nats, ObservationRegistry observations) {
        return ClientProxyFactory.create(
                nats,
                ClientOptions.builder()
                        .timeout(Duration.ofSeconds(25))
                        .observer(new MicrometerObserver(observations))
                        .build());
    }
}
