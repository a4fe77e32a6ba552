package dev.rookery.brokers;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts {@code redis-server}, which keeps nothing on disk. */
public final class RedisBroker {
    private RedisBroker() {}

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
        private final List<String> access = new ArrayList<>();

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Lets nobody in without the password.
         *
         * @param secret the password of the default user
         * @return this builder
         */
        public Builder password(String secret) {
            access.add("requirepass " + secret);
            return this;
        }

        /**
         * Adds a user.
         *
         * @param name the name
         * @param rules in the notation of access control lists: {@code on >password ~* +@all &public.*}
         * @return this builder
         */
        public Builder user(String name, String rules) {
            access.add("user " + name + " " + rules);
            return this;
        }

        @Override
        BrokerSetup setup() {
            return new Setup(this);
        }

        private String text(int port, Path folder) {
            var text = new ArrayList<String>();
            text.add("bind 127.0.0.1");
            text.add("dir " + folder);
            text.add("save \"\"");
            text.add("appendonly no");
            var tls = tls();
            if (tls == null) {
                text.add("port " + port);
            } else {
                text.add("port 0");
                text.add("tls-port " + port);
                text.add("tls-cert-file " + tls.certificate());
                text.add("tls-key-file " + tls.key());
                text.add(
                        tls.clientAuthority() == null
                                ? "tls-auth-clients no"
                                : "tls-ca-cert-file " + tls.clientAuthority());
            }
            text.addAll(access);
            text.addAll(lines());
            return String.join("\n", text) + "\n";
        }
    }

    private record Setup(Builder builder) implements BrokerSetup {
        @Override
        public BrokerKind kind() {
            return BrokerKind.REDIS;
        }

        @Override
        public boolean isPlain() {
            return builder.access.isEmpty() && builder.lines().isEmpty() && !usesTls();
        }

        @Override
        public boolean usesTls() {
            return builder.tls() != null;
        }

        @Override
        public Launch prepare(String executable, int port, Path folder) throws IOException {
            var file = Files.writeString(folder.resolve("redis.conf"), builder.text(port, folder));
            return Launch.of(executable, file.toString());
        }

        /** It answers, with a refusal where a password is due. With TLS it listens, which has to do. */
        @Override
        public boolean serves(Socket connection) throws IOException {
            if (usesTls()) {
                return true;
            }
            connection.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(connection.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return answer.equals("+PONG") || answer.equals("-NOAU") || answer.equals("-NOPE");
        }
    }
}
