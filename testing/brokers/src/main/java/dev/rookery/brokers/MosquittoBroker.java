package dev.rookery.brokers;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts {@code mosquitto}, which keeps nothing on disk. */
public final class MosquittoBroker {
    private MosquittoBroker() {}

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
        private final Map<String, String> users = new LinkedHashMap<>();
        private final List<String> access = new ArrayList<>();

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
            users.put(name, password);
            return this;
        }

        /**
         * Forbids all topics but those that are allowed here. What Mosquitto 2.0 holds to that is messages, published and delivered: it grants a
         * subscription all the same. Its plugin for dynamic security refuses those too, see {@link #config}.
         *
         * @param lines in the notation of the ACL file: {@code user alice}, {@code topic readwrite public/#}
         * @return this builder
         */
        public Builder access(String... lines) {
            access.addAll(List.of(lines));
            return this;
        }

        @Override
        BrokerSetup setup() {
            return new Setup(this);
        }

        private String text(int port, Path folder) {
            var text = new ArrayList<String>();
            text.add("listener " + port + " 127.0.0.1");
            // Started by root it would become another user, who may not read the folder.
            text.add("user " + System.getProperty("user.name"));
            text.add("allow_anonymous " + users.isEmpty());
            if (!users.isEmpty()) {
                text.add("password_file " + folder.resolve("passwords"));
            }
            if (!access.isEmpty()) {
                text.add("acl_file " + folder.resolve("access"));
            }
            var tls = tls();
            if (tls != null) {
                text.add("certfile " + tls.certificate());
                text.add("keyfile " + tls.key());
                if (tls.clientAuthority() != null) {
                    text.add("cafile " + tls.clientAuthority());
                    text.add("require_certificate true");
                }
            }
            text.addAll(lines());
            return String.join("\n", text) + "\n";
        }
    }

    private record Setup(Builder builder) implements BrokerSetup {
        @Override
        public BrokerKind kind() {
            return BrokerKind.MQTT;
        }

        @Override
        public boolean isPlain() {
            return builder.users.isEmpty()
                    && builder.access.isEmpty()
                    && builder.lines().isEmpty()
                    && !usesTls();
        }

        @Override
        public boolean usesTls() {
            return builder.tls() != null;
        }

        @Override
        public Launch prepare(String executable, int port, Path folder) throws IOException {
            var passwords = new ArrayList<String>();
            builder.users.forEach((name, password) -> passwords.add(name + ":" + MosquittoPassword.hash(password)));
            Files.write(folder.resolve("passwords"), passwords);
            Files.write(folder.resolve("access"), builder.access);
            var file = Files.writeString(folder.resolve("mosquitto.conf"), builder.text(port, folder));
            return Launch.of(executable, "-c", file.toString());
        }

        /** It listens only when it can serve. */
        @Override
        public boolean serves(Socket connection) {
            return true;
        }
    }
}
