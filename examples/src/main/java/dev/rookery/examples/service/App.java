package dev.rookery.examples.service;

import dev.rookery.Rookery;
import dev.rookery.tcp.TcpTransporter;

final class App {
    private App() {}

    static void main() {
        Rookery.createMicroservice(
                        AppModule.class, TcpTransporter.builder().port(3001).build())
                .listen();
    }
}
