package dev.rookery.examples.demo;

import dev.rookery.Microservice;
import dev.rookery.Rookery;
import java.net.InetSocketAddress;
import java.net.URI;

/** Keeps the service of the demo up until it is told to end; then it drains, and ends with 0. */
final class DemoService {
    private DemoService() {}

    /** Takes the name of a transport, and where to listen or where the broker is. */
    static void main(String[] arguments) {
        var address = URI.create(arguments[1]);
        var service = Rookery.createMicroservice(DemoModule.class, DemoTransporter.of(arguments[0], address))
                .cleanExitOnSignal()
                .listen();
        System.out.println("ready on " + reached(service, address));
    }

    /** The port may have been a free one. */
    private static String reached(Microservice service, URI address) {
        var port = service.addresses().stream()
                .map(InetSocketAddress.class::cast)
                .map(InetSocketAddress::getPort)
                .findFirst();
        return address.getScheme() + "://" + address.getHost() + ":" + port.orElse(address.getPort());
    }
}
