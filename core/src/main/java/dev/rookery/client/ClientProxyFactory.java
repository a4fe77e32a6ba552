package dev.rookery.client;

import dev.rookery.transport.DefaultTransporter;
import dev.rookery.transport.Transporter;

/** Makes clients by hand, without modules. */
public final class ClientProxyFactory {
    private ClientProxyFactory() {}

    /**
     * Makes a client of the default transport, TCP on {@code localhost:3000}, with the default options. Opens nothing until the first call.
     *
     * @return a client, to be closed
     * @throws dev.rookery.error.StartException if no artifact on the class path has a default transporter; {@code rookery-tcp} has
     */
    public static ClientProxy create() {
        return create(ClientOptions.defaults());
    }

    /**
     * Makes a client of the default transport, TCP on {@code localhost:3000}. Opens nothing until the first call.
     *
     * @param options the options
     * @return a client, to be closed
     * @throws dev.rookery.error.StartException if no artifact on the class path has a default transporter; {@code rookery-tcp} has
     */
    public static ClientProxy create(ClientOptions options) {
        return create(DefaultTransporter.load(), options);
    }

    /**
     * Makes a client with the default options. Opens nothing until the first call.
     *
     * @param transporter the transport
     * @return a client, to be closed
     */
    public static ClientProxy create(Transporter transporter) {
        return create(transporter, ClientOptions.defaults());
    }

    /**
     * Makes a client. Opens nothing until the first call.
     *
     * @param transporter the transport
     * @param options the options
     * @return a client, to be closed
     */
    public static ClientProxy create(Transporter transporter, ClientOptions options) {
        return new TransportClientProxy(new ClientCore(transporter, options), options.timeout());
    }
}
