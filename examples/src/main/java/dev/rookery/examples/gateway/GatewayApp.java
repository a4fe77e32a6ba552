package dev.rookery.examples.gateway;

import dev.rookery.Rookery;
import dev.rookery.nats.NatsTransporter;
import dev.rookery.web.HttpDoor;
import dev.rookery.web.HttpFiles;
import java.net.InetSocketAddress;

/** The gateway as a process. */
final class GatewayApp {
    private GatewayApp() {}

    /** Takes the address of the NATS server, and the port of the page; 0 is a free one. */
    static void main(String[] arguments) {
        var nats = NatsTransporter.builder().servers(arguments[0]).build();
        var door = HttpDoor.builder()
                .host("localhost")
                .port(Integer.parseInt(arguments[1]))
                .files(HttpFiles.classPath("gateway"))
                .build();
        try (var app = Rookery.create(GatewayModule.through(nats)).cleanExitOnSignal()) {
            app.connectMicroservice(nats); // for the events
            var page = app.connectDoor(door);
            app.startAllMicroservices(); // the doors too, after the microservices
            var address = (InetSocketAddress) page.addresses().getFirst();
            System.out.println("ready on http://localhost:" + address.getPort());
            app.awaitShutdown();
        }
    }
}
