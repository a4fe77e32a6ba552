package dev.rookery.examples.readme;

import dev.rookery.Rookery;
import dev.rookery.tcp.TcpTransporter;

final class App {
    static void main() {
        Rookery.createMicroservice(
                        AppModule.class, TcpTransporter.builder().port(3001).build())
                .listen();
    }
}
