package dev.rookery.examples.listeners;

import dev.rookery.Rookery;
import dev.rookery.tcp.TcpTransporter;

final class SeveralListeners {
    private SeveralListeners() {}

    static void main() {
        try (var app = Rookery.create(WeatherModule.class)) {
            app.connectMicroservice(TcpTransporter.builder().port(3001).build());
            app.connectMicroservice(TcpTransporter.builder().port(3002).build());
            app.startAllMicroservices();
            app.awaitShutdown();
        }
    }
}
