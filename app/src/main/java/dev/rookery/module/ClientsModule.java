package dev.rookery.module;

import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.transport.DefaultTransporter;
import dev.rookery.transport.Transporter;
import java.util.function.Supplier;

/**
 * Provides clients: {@code @Named("MATH_SERVICE") ClientProxy}. They connect at the first call and close at shutdown, after the hooks.
 */
@Module
public final class ClientsModule {
    private ClientsModule() {}

    /**
     * A client of the default transport, TCP on {@code localhost:3000}.
     *
     * @param name the name that {@code @Named} asks for
     * @return a module that exports the client. If no artifact on the class path has a default transporter, the start fails;
     *     {@code rookery-tcp} has
     */
    public static DynamicModule register(String name) {
        return register(name, DefaultTransporter::load, ClientOptions.defaults());
    }

    /**
     * A client with the default options.
     *
     * @param name the name that {@code @Named} asks for
     * @param transporter the transport
     * @return a module that exports the client
     */
    public static DynamicModule register(String name, Transporter transporter) {
        return register(name, transporter, ClientOptions.defaults());
    }

    /**
     * A client.
     *
     * @param name the name that {@code @Named} asks for
     * @param transporter the transport
     * @param options the options
     * @return a module that exports the client
     */
    public static DynamicModule register(String name, Transporter transporter, ClientOptions options) {
        return register(name, () -> transporter, options);
    }

    private static DynamicModule register(String name, Supplier<Transporter> transporter, ClientOptions options) {
        var token = Token.named(name, ClientProxy.class);
        return DynamicModule.builder(ClientsModule.class)
                .name("ClientsModule(" + name + ")")
                .providers(ProviderDefinition.ofFactory(
                        token, () -> ClientProxyFactory.create(transporter.get(), options)))
                .exports(token)
                .build();
    }
}
