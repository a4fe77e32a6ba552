package dev.rookery.examples.gateway;

import dev.rookery.Rookery;
import dev.rookery.nats.NatsTransporter;

/** The order service as a process. */
final class OrdersApp {
    private OrdersApp() {}

    /** Takes the address of the NATS server. */
    static void main(String[] arguments) {
        var nats = NatsTransporter.builder()
                .servers(arguments[0])
                .queue("orders") // replicas share the work
                .build();
        Rookery.createMicroservice(OrdersModule.through(nats), nats)
                .cleanExitOnSignal()
                .listen();
        System.out.println("ready on " + arguments[0]);
    }
}
