package dev.rookery.tcp;

import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.server.MicroserviceServer;
import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;

/** Servers and clients for tests. */
final class Services {
    private Services() {}

    static MicroserviceServer serve(Object controller) {
        return serve(controller, options -> options);
    }

    static MicroserviceServer serve(Object controller, UnaryOperator<TcpTransporter.Builder> options) {
        return MicroserviceServer.builder()
                .controller(controller)
                .transporter(options.apply(TcpTransporter.builder().port(0).ioThreads(1))
                        .build())
                .start();
    }

    static int port(MicroserviceServer server) {
        return ((InetSocketAddress) server.addresses().getFirst()).getPort();
    }

    static ClientProxy client(MicroserviceServer server) {
        return client(port(server), options -> options);
    }

    static ClientProxy client(int port, UnaryOperator<TcpTransporter.Builder> options) {
        return ClientProxyFactory.create(
                options.apply(TcpTransporter.builder().port(port)).build());
    }
}
