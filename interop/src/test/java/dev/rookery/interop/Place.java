package dev.rookery.interop;

import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;

/** Where services and clients of both sides meet: a port, or a broker of their own. */
interface Place extends AutoCloseable {

    /** A Java service here, which can be called. */
    MicroserviceServer serve(ServerOptions options, Object... controllers);

    /** A Java client of the service that is here. */
    ClientProxy client(ClientOptions options);

    /** A Nest service here, which can be called. */
    NestService nestService(NestVersion version, String... flags);

    /** A Nest client of the service that is here. */
    NestClient nestClient(NestVersion version, String... flags);

    @Override
    void close();
}
