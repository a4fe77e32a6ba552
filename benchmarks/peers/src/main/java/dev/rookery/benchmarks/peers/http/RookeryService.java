package dev.rookery.benchmarks.peers.http;

import dev.rookery.Rookery;
import dev.rookery.benchmarks.process.ServiceProcess;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Module;
import dev.rookery.web.HttpDoor;
import java.net.InetSocketAddress;

/** Our service under load, with its defaults: {@code RookeryService <virtual | non-blocking>}. */
final class RookeryService {
    private RookeryService() {}

    static void main(String[] arguments) {
        var module = DynamicModule.builder(OrdersModule.class)
                .controllers(controller(arguments[0]))
                .build();
        var app = Rookery.create(module);
        app.listen(HttpDoor.builder().host("127.0.0.1").port(0).build());
        var address = app.listeners().getFirst().addresses().getFirst();
        ServiceProcess.serve(((InetSocketAddress) address).getPort());
    }

    private static Class<?> controller(String threads) {
        return switch (threads) {
            case "virtual" -> OrderHandlers.OnVirtualThreads.class;
            case "non-blocking" -> OrderHandlers.OnIoThreads.class;
            default ->
                throw new IllegalArgumentException(
                        "unknown threads " + threads + " (expected: virtual or non-blocking)");
        };
    }

    /** Has the one controller that the command line names. */
    @Module
    static final class OrdersModule {}
}
