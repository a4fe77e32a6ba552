package dev.rookery.examples.http;

import dev.rookery.Rookery;
import dev.rookery.web.HttpDoor;

final class GatewayApp {
    private GatewayApp() {}

    static void main() {
        try (var app = Rookery.create(GatewayModule.class)) {
            app.listen(HttpDoor.port(3000));
            app.awaitShutdown();
        }
    }
}
