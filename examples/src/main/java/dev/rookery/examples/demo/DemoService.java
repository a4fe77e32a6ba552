package dev.rookery.examples.demo;

import dev.rookery.Rookery;
import dev.rookery.tcp.TcpTransporter;
import java.net.InetSocketAddress;

/** Keeps the service of the demo up until it is told to end; then it drains, and ends with 0. */
final class DemoService {
    private DemoService() {}

    static void main(String[] arguments) {
        var port = Integer.parseInt(arguments[0]);
        var service = Rookery.createMicroservice(
                        DemoModule.class, TcpTransporter.builder().port(port).build())
                .cleanExitOnSignal()
                .listen();
        var address = (InetSocketAddress) service.addresses().getFirst();
        System.out.println("ready on " + address.getHostString() + ":" + address.getPort());
    }
}
