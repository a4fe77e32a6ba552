package dev.rookery.interop;

import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.tcp.TcpTransporter;
import java.net.InetSocketAddress;

/** A port of loopback, which the service that is started first has chosen. */
final class TcpPlace implements Place {
    private int port;

    int port() {
        return port;
    }

    @Override
    public MicroserviceServer serve(ServerOptions options, Object... controllers) {
        var builder = MicroserviceServer.builder().options(options).transporter(transporter());
        for (var controller : controllers) {
            builder.controller(controller);
        }
        var server = builder.start();
        port = ((InetSocketAddress) server.addresses().getFirst()).getPort();
        return server;
    }

    @Override
    public ClientProxy client(ClientOptions options) {
        return ClientProxyFactory.create(transporter(), options);
    }

    private TcpTransporter transporter() {
        return TcpTransporter.builder().host("127.0.0.1").port(port).build();
    }

    @Override
    public NestService nestService(NestVersion version, String... flags) {
        var service = NestService.start(version, flags);
        port = service.port();
        return service;
    }

    @Override
    public NestClient nestClient(NestVersion version, String... flags) {
        return NestClient.start(version, port, flags);
    }

    @Override
    public void close() {}
}
