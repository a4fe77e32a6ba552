package dev.rookery.interop;

import dev.rookery.brokers.Broker;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Transporter;
import java.util.stream.Stream;

/**
 * A broker of its own.
 *
 * @param broker ends with the place
 * @param transporter ours, to the broker
 * @param nestTransport what the peers call the transport
 * @param nestOptions Nest's options to the broker, as JSON
 */
record BrokerPlace(Broker broker, Transporter transporter, String nestTransport, String nestOptions) implements Place {
    @Override
    public MicroserviceServer serve(ServerOptions options, Object... controllers) {
        var builder = MicroserviceServer.builder().options(options).transporter(transporter);
        for (var controller : controllers) {
            builder.controller(controller);
        }
        return builder.start();
    }

    @Override
    public ClientProxy client(ClientOptions options) {
        return ClientProxyFactory.create(transporter, options);
    }

    @Override
    public NestService nestService(NestVersion version, String... flags) {
        return NestService.start(version, with(flags));
    }

    @Override
    public NestClient nestClient(NestVersion version, String... flags) {
        return NestClient.start(version, 0, with(flags));
    }

    private String[] with(String... flags) {
        var place = Stream.of("--transport", nestTransport, "--options", nestOptions);
        return Stream.concat(place, Stream.of(flags)).toArray(String[]::new);
    }

    @Override
    public void close() {
        broker.close();
    }
}
