package dev.rookery.client;

import dev.rookery.transport.Transporter;

/** Makes clients by hand, without modules. */
public final class ClientProxyFactory {
    private ClientProxyFactory() {}

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
