package dev.rookery.config;

import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.module.ClientsModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Module;
import dev.rookery.module.ProviderDefinition;
import dev.rookery.module.Token;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Provides the configuration: {@link Config}, records that parts of it are bound to, and clients that it describes. One of them is enough for an
 * application, since all modules see what it exports.
 */
@Module
public final class ConfigModule {
    private ConfigModule() {}

    /**
     * The configuration, and nothing bound. All modules see it.
     *
     * @return a module that exports {@link Config}
     * @throws ConfigException if something is wrong; it names every mistake
     */
    public static DynamicModule load() {
        return builder().build();
    }

    /**
     * The configuration and a record. All modules see both.
     *
     * @param type a record
     * @param prefix the key below which its values stand
     * @return a module that exports {@link Config} and the record
     * @throws ConfigException if something is wrong; it names every mistake
     */
    public static DynamicModule bind(Class<? extends Record> type, String prefix) {
        return builder().bind(type, prefix).build();
    }

    /**
     * A record for the modules that import this one only, out of the configuration that another {@code ConfigModule} provides.
     *
     * @param type a record
     * @param prefix the key below which its values stand
     * @return a module that exports the record. If something is wrong, the start fails; but records that the builder binds are told together
     */
    public static DynamicModule feature(Class<? extends Record> type, String prefix) {
        return featureOf(type, prefix);
    }

    private static <T extends Record> DynamicModule featureOf(Class<T> type, String prefix) {
        var token = Token.of(type);
        return DynamicModule.builder("ConfigModule(" + type.getSimpleName() + ")")
                .providers(ProviderDefinition.ofFactory(
                        token, Token.of(Config.class), config -> config.bind(prefix, type)))
                .exports(token)
                .build();
    }

    /**
     * A client for the modules that import this one only: {@code @Named("MATH_SERVICE") ClientProxy}, as {@code
     * rookery.clients.MATH_SERVICE} describes it in the configuration that another {@code ConfigModule} provides.
     *
     * @param name the name that {@code @Named} asks for
     * @return a module that exports the client
     */
    public static DynamicModule client(String name) {
        return ClientsModule.builder()
                .client(ProviderDefinition.ofFactory(
                        Token.named(name, ClientProxy.class), Token.of(Config.class), config -> config.client(name)))
                .build();
    }

    /**
     * Begins with the configuration alone.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder(Surroundings.ofProcess());
    }

    /** Builds a module with a configuration. Used by one thread. */
    public static final class Builder {
        private final ConfigBuilder config;
        private final Map<String, Set<Class<? extends Record>>> records = new LinkedHashMap<>();
        private final List<String> clients = new ArrayList<>();
        private boolean refuseUnknownKeys;
        private boolean global = true;

        Builder(Surroundings surroundings) {
            this.config = new ConfigBuilder(surroundings);
        }

        /**
         * Binds a record, and exports it under its type. Each record once: for another of the same type see {@link ConfigModule#feature}.
         *
         * @param type a record
         * @param prefix the key below which its values stand
         * @return this builder
         */
        public Builder bind(Class<? extends Record> type, String prefix) {
            records.computeIfAbsent(Objects.requireNonNull(prefix, "prefix"), at -> new LinkedHashSet<>())
                    .add(Objects.requireNonNull(type, "type"));
            return this;
        }

        /**
         * Says what a key is, whatever else is configured.
         *
         * @param key the key
         * @param value its text, which may have expressions; empty for nothing
         * @return this builder
         */
        public Builder value(String key, String value) {
            config.value(key, value);
            return this;
        }

        /**
         * Says which profiles are active, in place of {@code rookery.profiles}.
         *
         * @param names the strongest last
         * @return this builder
         */
        public Builder profiles(String... names) {
            config.profiles(names);
            return this;
        }

        /**
         * Adds a file that has to be there. It wins over those of profiles.
         *
         * @param file a {@code .properties}, {@code .yaml} or {@code .yml} file
         * @return this builder
         */
        public Builder file(Path file) {
            config.file(file);
            return this;
        }

        /**
         * Adds clients, each as {@code rookery.clients.<name>} describes it, and exports them: {@code @Named("MATH_SERVICE") ClientProxy}.
         *
         * @param names the names that {@code @Named} asks for
         * @return this builder
         */
        public Builder clients(String... names) {
            clients.addAll(List.of(names));
            return this;
        }

        /**
         * Makes keys that nobody knows mistakes, if they stand below the prefix of a record, or below {@code rookery}. Default: they are
         * logged as warnings. Environment variables are never refused.
         *
         * @return this builder
         */
        public Builder refuseUnknownKeys() {
            this.refuseUnknownKeys = true;
            return this;
        }

        /**
         * Sets whether every module of the application sees what this one exports, without importing it. Default: true.
         *
         * @param value false for those that import it
         * @return this builder
         */
        public Builder global(boolean value) {
            this.global = value;
            return this;
        }

        /**
         * Reads and binds all, the transporters of the server and the clients too. Blocks for as long as it takes to read files.
         *
         * @return a module that exports {@link Config}, the records and the clients
         * @throws ConfigException if something is missing or wrong; it names every mistake
         * @throws IllegalArgumentException if a record has a component that cannot be configured
         */
        public DynamicModule build() {
            var made = new Binding(config.build()).make(records, clients, refuseUnknownKeys);
            var module = DynamicModule.builder(ConfigModule.class).name(name()).global(global);
            made.providers().forEach(provider -> module.providers(provider).exports(provider.token()));
            if (!made.clients().isEmpty()) {
                var clientsModule = ClientsModule.builder();
                made.clients()
                        .forEach((name, client) -> clientsModule.client(ProviderDefinition.ofFactory(
                                Token.named(name, ClientProxy.class),
                                () -> ClientProxyFactory.create(client.transporter(), client.options()))));
                var ofClients = clientsModule.build();
                module.imports(ofClients).exports(ofClients);
            }
            return module.build();
        }

        private String name() {
            return Stream.concat(records.keySet().stream(), clients.stream())
                    .collect(Collectors.joining(", ", "ConfigModule(", ")"));
        }
    }
}
