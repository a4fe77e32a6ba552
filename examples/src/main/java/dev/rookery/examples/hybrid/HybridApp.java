package dev.rookery.examples.hybrid;

import dev.rookery.Application;
import dev.rookery.Rookery;
import dev.rookery.nats.NatsTransporter;
import dev.rookery.tcp.TcpTransporter;
import dev.rookery.web.HttpDoor;

final class HybridApp {
    private HybridApp() {}

    static void main() {
        try (var app = Rookery.create(HybridModule.class)) {
            app.useGlobalGuards(new KeyGuard("secret")); // for messages and requests alike
            app.connectMicroservice(TcpTransporter.builder().port(3001).build());
            app.connectMicroservice(NatsTransporter.builder()
                    .servers("nats://localhost:4222")
                    .queue("cats")
                    .build());
            app.listen(HttpDoor.port(3000)); // hooks, then TCP and NATS, then HTTP
            app.awaitShutdown();
        }
    }

    static void severalDoors(Application app) {
        app.connectMicroservice(TcpTransporter.builder().port(3001).build());
        app.connectDoor(HttpDoor.port(3000));
        app.connectDoor(HttpDoor.builder().host("localhost").port(9000).build())
                .withoutApplicationPipeline()
                .useGlobalGuards(new KeyGuard("master"));
        app.startAllMicroservices(); // opens the doors too
    }
}
