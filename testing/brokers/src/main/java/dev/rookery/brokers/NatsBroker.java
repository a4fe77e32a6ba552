package dev.rookery.brokers;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts {@code nats-server}. */
public final class NatsBroker {
    private NatsBroker() {}

    /**
     * Starts one that lets everybody do everything.
     *
     * @return the running broker
     */
    public static Broker start() {
        return builder().start();
    }

    /**
     * Begins with a broker that lets everybody do everything.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds and starts. Used by one thread. */
    public static final class Builder extends BrokerBuilder<Builder> {
        private final List<String> users = new ArrayList<>();
        private @Nullable String token;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Lets a user in, and nobody without a name any more.
         *
         * @param name the name
         * @param password the password
         * @return this builder
         */
        public Builder user(String name, String password) {
            users.add("{ user: \"%s\", password: \"%s\" }".formatted(name, password));
            return this;
        }

        /**
         * Lets a user in who may not do everything.
         *
         * @param name the name
         * @param password the password
         * @param permissions in the notation of the configuration file: {@code publish: { deny: "secret.>" }, subscribe: "public.>"}
         * @return this builder
         */
        public Builder user(String name, String password, String permissions) {
            users.add("{ user: \"%s\", password: \"%s\", permissions: { %s } }".formatted(name, password, permissions));
            return this;
        }

        /**
         * Lets those in who know the token.
         *
         * @param secret the token
         * @return this builder
         */
        public Builder token(String secret) {
            token = secret;
            return this;
        }

        @Override
        BrokerSetup setup() {
            return new Setup(this);
        }

        private String text(int port) {
            var text = new ArrayList<String>();
            text.add("listen: \"127.0.0.1:" + port + "\"");
            if (!users.isEmpty()) {
                text.add("authorization { users: [\n" + String.join("\n", users) + "\n] }");
            } else if (token != null) {
                text.add("authorization { token: \"" + token + "\" }");
            }
            var tls = tls();
            if (tls != null) {
                text.add("tls { cert_file: \"" + tls.certificate() + "\", key_file: \"" + tls.key() + "\""
                        + (tls.clientAuthority() == null
                                ? " }"
                                : ", ca_file: \"" + tls.clientAuthority() + "\", verify: true }"));
            }
            text.addAll(lines());
            return String.join("\n", text) + "\n";
        }
    }

    private record Setup(Builder builder) implements BrokerSetup {
        @Override
        public BrokerKind kind() {
            return BrokerKind.NATS;
        }

        @Override
        public boolean isPlain() {
            return builder.users.isEmpty()
                    && builder.token == null
                    && builder.lines().isEmpty()
                    && !usesTls();
        }

        @Override
        public boolean usesTls() {
            return builder.tls() != null;
        }

        @Override
        public Launch prepare(String executable, int port, Path folder) throws IOException {
            var file = Files.writeString(folder.resolve("nats.conf"), builder.text(port));
            return Launch.of(executable, "-c", file.toString());
        }

        /** The first thing that it says to everybody, before TLS too. */
        @Override
        public boolean serves(Socket connection) throws IOException {
            var greeting = connection.getInputStream().readNBytes(4);
            return new String(greeting, StandardCharsets.US_ASCII).equals("INFO");
        }
    }
}
