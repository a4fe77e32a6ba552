package dev.rookery.tcp;

import dev.rookery.server.MicroserviceServer;
import dev.rookery.tck.TransportFixture;
import dev.rookery.transport.Transporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How TCP's servers and clients are made for the contract. */
class TcpFixture implements TransportFixture {
    private final Map<MicroserviceServer, Integer> ports = new ConcurrentHashMap<>();

    @Override
    public Transporter server() {
        return TcpTransporter.builder().port(0).build();
    }

    @Override
    public Transporter client(MicroserviceServer server) {
        return TcpTransporter.builder().port(port(server)).build();
    }

    /** The port, also when the server has stopped since it was last asked for. */
    final int port(MicroserviceServer server) {
        return ports.computeIfAbsent(server, Services::port);
    }

    @Override
    public Transporter successor(MicroserviceServer stopped) {
        return TcpTransporter.builder().port(port(stopped)).build();
    }

    @Override
    public Transporter withoutServer() {
        return TcpTransporter.builder().port(freePort()).build();
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
