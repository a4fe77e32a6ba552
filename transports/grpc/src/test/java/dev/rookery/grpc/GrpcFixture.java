package dev.rookery.grpc;

import dev.rookery.brokers.FreePort;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.tck.TransportFixture;
import dev.rookery.transport.Transporter;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Servers and clients of {@code heroes.proto}, on free ports. */
final class GrpcFixture implements TransportFixture {
    private final Map<MicroserviceServer, Integer> ports = new ConcurrentHashMap<>();

    @Override
    public Transporter server() {
        return Protos.transporter().port(0).build();
    }

    @Override
    public Transporter client(MicroserviceServer server) {
        return Protos.transporter().port(port(server)).build();
    }

    int port(MicroserviceServer server) {
        return ports.computeIfAbsent(
                server, running -> ((InetSocketAddress) running.addresses().getFirst()).getPort());
    }

    @Override
    public Transporter withoutServer() {
        return Protos.transporter().port(FreePort.find()).build();
    }
}
