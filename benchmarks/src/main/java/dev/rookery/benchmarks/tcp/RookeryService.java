package dev.rookery.benchmarks.tcp;

import dev.rookery.Rookery;
import dev.rookery.benchmarks.process.ServiceProcess;
import dev.rookery.benchmarks.rookery.BenchmarkModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.tcp.TcpTransporter;
import java.net.InetSocketAddress;

/** Our service under load, with its defaults: {@code RookeryService [routes]}, where so many further routes are there. */
final class RookeryService {
    private RookeryService() {}

    static void main(String[] arguments) {
        var routes = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
        var transporter = TcpTransporter.builder().host("127.0.0.1").port(0).build();
        var module = DynamicModule.builder(BenchmarkModule.class);
        if (routes > 0) {
            module.controllers(ManyRoutes.controller(routes));
        }
        var service = Rookery.createMicroservice(module.build(), transporter).listen();
        ServiceProcess.serve(((InetSocketAddress) service.addresses().getFirst()).getPort());
    }
}
