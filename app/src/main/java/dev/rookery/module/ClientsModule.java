package dev.rookery.module;

import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.transport.DefaultTransporter;
import dev.rookery.transport.Transporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Provides clients: {@code @Named("MATH_SERVICE") ClientProxy}, or contracts. They connect at the first call and close at shutdown, after
 * the hooks.
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
        return builder().client(name).build();
    }

    /**
     * A client with the default options.
     *
     * @param name the name that {@code @Named} asks for
     * @param transporter the transport
     * @return a module that exports the client
     */
    public static DynamicModule register(String name, Transporter transporter) {
        return builder().client(name, transporter).build();
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
        return builder().client(name, transporter, options).build();
    }

    /**
     * A client whose transport comes from something that is injected, such as a configuration.
     *
     * @param name the name that {@code @Named} asks for
     * @param parameter what is injected
     * @param transporter makes the transport of it
     * @param imports the modules that export the parameter, unless a global one does
     * @param <A> what is injected
     * @return a module that exports the client
     */
    public static <A> DynamicModule registerAsync(
            String name,
            Token<A> parameter,
            Function<? super A, ? extends Transporter> transporter,
            Class<?>... imports) {
        return builder().client(name, parameter, transporter).imports(imports).build();
    }

    /**
     * A client of a contract with the default options.
     *
     * @param contract an interface whose methods have {@code @MessagePattern} or {@code @EventPattern}
     * @param transporter the transport
     * @return a module that exports the contract
     */
    public static DynamicModule contract(Class<?> contract, Transporter transporter) {
        return builder().contract(contract, transporter).build();
    }

    /**
     * A client of a contract.
     *
     * @param contract an interface whose methods have {@code @MessagePattern} or {@code @EventPattern}
     * @param transporter the transport
     * @param options the options
     * @return a module that exports the contract
     */
    public static DynamicModule contract(Class<?> contract, Transporter transporter, ClientOptions options) {
        return builder().contract(contract, transporter, options).build();
    }

    /**
     * Begins with no clients: for several of them, for other ways to come to one, and for all modules.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a module with clients. Used by one thread. */
    public static final class Builder {
        private final DynamicModule.Builder module = DynamicModule.builder(ClientsModule.class);
        private final List<String> names = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a client of the default transport, TCP on {@code localhost:3000}.
         *
         * @param name the name that {@code @Named} asks for
         * @return this builder
         */
        public Builder client(String name) {
            return client(ProviderDefinition.ofFactory(
                    token(name), () -> ClientProxyFactory.create(DefaultTransporter.load())));
        }

        /**
         * Adds a client with the default options.
         *
         * @param name the name that {@code @Named} asks for
         * @param transporter the transport
         * @return this builder
         */
        public Builder client(String name, Transporter transporter) {
            return client(name, transporter, ClientOptions.defaults());
        }

        /**
         * Adds a client.
         *
         * @param name the name that {@code @Named} asks for
         * @param transporter the transport
         * @param options the options
         * @return this builder
         */
        public Builder client(String name, Transporter transporter, ClientOptions options) {
            Objects.requireNonNull(transporter, "transporter");
            Objects.requireNonNull(options, "options");
            return client(
                    ProviderDefinition.ofFactory(token(name), () -> ClientProxyFactory.create(transporter, options)));
        }

        /**
         * Adds a client whose transport comes from something that is injected, such as a configuration.
         *
         * @param name the name that {@code @Named} asks for
         * @param parameter what is injected; {@link #imports(Class...)} brings it into sight
         * @param transporter makes the transport of it
         * @param <A> what is injected
         * @return this builder
         */
        public <A> Builder client(
                String name, Token<A> parameter, Function<? super A, ? extends Transporter> transporter) {
            return client(ProviderDefinition.ofFactory(
                    token(name), parameter, injected -> ClientProxyFactory.create(transporter.apply(injected))));
        }

        /**
         * Adds a client of a class of one's own, which the container makes.
         *
         * @param name the name that {@code @Named} asks for
         * @param type a concrete class
         * @return this builder
         */
        public Builder client(String name, Class<? extends ClientProxy> type) {
            return client(ProviderDefinition.ofClass(token(name), type));
        }

        /**
         * Adds a client that comes about in any other way.
         *
         * @param definition how to come to it
         * @return this builder
         */
        public Builder client(ProviderDefinition<? extends ClientProxy> definition) {
            module.providers(definition).exports(definition.token());
            names.add(shown(definition.token()));
            return this;
        }

        private static String shown(Token<?> token) {
            return token.qualifier().orElse(null) instanceof jakarta.inject.Named named
                    ? named.value()
                    : token.toString();
        }

        /**
         * Adds a client of a contract with the default options.
         *
         * @param contract an interface whose methods have {@code @MessagePattern} or {@code @EventPattern}
         * @param transporter the transport
         * @return this builder
         */
        public Builder contract(Class<?> contract, Transporter transporter) {
            return contract(contract, transporter, ClientOptions.defaults());
        }

        /**
         * Adds a client of a contract.
         *
         * @param contract an interface whose methods have {@code @MessagePattern} or {@code @EventPattern}
         * @param transporter the transport
         * @param options the options
         * @return this builder
         */
        public Builder contract(Class<?> contract, Transporter transporter, ClientOptions options) {
            Objects.requireNonNull(transporter, "transporter");
            Objects.requireNonNull(options, "options");
            var client = token(contract.getName());
            module.providers(
                    ProviderDefinition.ofFactory(client, () -> ClientProxyFactory.create(transporter, options)));
            return contract(contract, client);
        }

        /**
         * Adds a contract that a client speaks which is there: one of this module, or one that is imported.
         *
         * @param contract an interface whose methods have {@code @MessagePattern} or {@code @EventPattern}
         * @param client the client
         * @return this builder
         */
        public Builder contract(Class<?> contract, Token<? extends ClientProxy> client) {
            names.add(contract.getSimpleName());
            return contractOf(contract, client);
        }

        private <T> Builder contractOf(Class<T> contract, Token<? extends ClientProxy> client) {
            module.providers(ProviderDefinition.ofFactory(Token.of(contract), client, proxy -> proxy.as(contract)))
                    .exports(contract);
            return this;
        }

        private static Token<ClientProxy> token(String name) {
            return Token.named(name, ClientProxy.class);
        }

        /**
         * Adds modules to import, whose exports the clients may have injected.
         *
         * @param modules classes with {@link Module}
         * @return this builder
         */
        public Builder imports(Class<?>... modules) {
            module.imports(modules);
            return this;
        }

        /**
         * Adds modules to import, whose exports the clients may have injected.
         *
         * @param modules the modules
         * @return this builder
         */
        public Builder imports(DynamicModule... modules) {
            module.imports(modules);
            return this;
        }

        /**
         * Sets whether every module of the application sees the clients, without importing this one. Default: false.
         *
         * @param value true for all
         * @return this builder
         */
        public Builder global(boolean value) {
            module.global(value);
            return this;
        }

        /**
         * Builds the module.
         *
         * @return a module that exports the clients
         */
        public DynamicModule build() {
            return module.name(names.stream().collect(Collectors.joining(", ", "ClientsModule(", ")")))
                    .build();
        }
    }
}
