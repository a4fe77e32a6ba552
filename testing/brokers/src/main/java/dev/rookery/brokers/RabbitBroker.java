package dev.rookery.brokers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts {@code rabbitmq-server}, each as a node of its own with a port mapper of its own, so that nodes do not meet. */
public final class RabbitBroker {
    private static final String ENVIRONMENT_FILE = "environment.properties";
    private static final Duration CONTROL_LIMIT = Duration.ofSeconds(60);

    private RabbitBroker() {}

    /**
     * Starts one that lets {@code guest} do everything.
     *
     * @return the running broker
     */
    public static Broker start() {
        return builder().start();
    }

    /**
     * Begins with a broker that lets {@code guest} do everything.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Runs {@code rabbitmqctl} on a broker that was started here: {@code set_vm_memory_high_watermark 0}. Blocks; takes a second or more.
     *
     * @param broker the running broker
     * @param arguments the command and what follows it
     * @return what it said
     */
    public static String control(Broker broker, String... arguments) {
        var command = new ArrayList<String>();
        command.add(BrokerKind.RABBITMQ
                .executablePath()
                .resolveSibling("rabbitmqctl")
                .toString());
        command.addAll(List.of(arguments));
        var said = broker.folder().resolve("control.log");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(broker.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            var environment = new Properties();
            try (var file = Files.newInputStream(broker.folder().resolve(ENVIRONMENT_FILE))) {
                environment.load(file);
            }
            environment.forEach((name, value) -> builder.environment().put((String) name, (String) value));
            var process = builder.start();
            if (!process.waitFor(CONTROL_LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " failed: " + Files.readString(said));
            }
            return Files.readString(said);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during " + command, error);
        }
    }

    /** Builds and starts. Used by one thread. */
    public static final class Builder extends BrokerBuilder<Builder> {
        private @Nullable String user;
        private @Nullable String password;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Lets a user in, and {@code guest} no more.
         *
         * @param name the name
         * @param secret the password
         * @return this builder
         */
        public Builder user(String name, String secret) {
            this.user = name;
            this.password = secret;
            return this;
        }

        @Override
        BrokerSetup setup() {
            return new Setup(this);
        }

        private String text(int port) {
            var text = new ArrayList<String>();
            var tls = tls();
            if (tls == null) {
                text.add("listeners.tcp.1 = 127.0.0.1:" + port);
            } else {
                text.add("listeners.tcp = none");
                text.add("listeners.ssl.1 = 127.0.0.1:" + port);
                text.add("ssl_options.certfile = " + tls.certificate());
                text.add("ssl_options.keyfile = " + tls.key());
                if (tls.clientAuthority() != null) {
                    text.add("ssl_options.cacertfile = " + tls.clientAuthority());
                    text.add("ssl_options.verify = verify_peer");
                    text.add("ssl_options.fail_if_no_peer_cert = true");
                }
            }
            text.add("log.console = true");
            text.add("log.file = false");
            if (user != null) {
                text.add("default_user = " + user);
                text.add("default_pass = " + password);
            }
            text.addAll(lines());
            return String.join("\n", text) + "\n";
        }
    }

    private record Setup(Builder builder) implements BrokerSetup {
        @Override
        public BrokerKind kind() {
            return BrokerKind.RABBITMQ;
        }

        @Override
        public boolean isPlain() {
            return builder.user == null && builder.lines().isEmpty() && !usesTls();
        }

        @Override
        public boolean usesTls() {
            return builder.tls() != null;
        }

        /** The first start makes a database, on a busy machine for more than ten seconds. */
        @Override
        public Duration patience() {
            return Duration.ofMinutes(2);
        }

        @Override
        public Launch prepare(String executable, int port, Path folder) throws IOException {
            Files.writeString(folder.resolve("rabbitmq.conf"), builder.text(port));
            Files.writeString(folder.resolve("plugins"), "[].\n");
            var mapperPort = FreePort.find();
            var environment = environment(port, mapperPort, folder);
            var stored = new Properties();
            stored.putAll(environment);
            try (var file = Files.newOutputStream(folder.resolve(ENVIRONMENT_FILE))) {
                stored.store(file, null);
            }
            return new Launch(List.of(executable), environment, portMapper(mapperPort));
        }

        /** The server would start one by itself, which would outlive it. */
        private static List<String> portMapper(int port) {
            return BrokerKind.found("epmd")
                    .map(program ->
                            List.of(program.toString(), "-port", Integer.toString(port), "-address", "127.0.0.1"))
                    .orElse(List.of());
        }

        private static Map<String, String> environment(int port, int mapperPort, Path folder) throws IOException {
            var environment = new LinkedHashMap<String, String>();
            environment.put("HOME", folder.toString()); // for the cookie
            environment.put("RABBITMQ_NODENAME", "rookery" + port + "@localhost");
            environment.put("RABBITMQ_NODE_PORT", Integer.toString(port));
            environment.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
            environment.put("RABBITMQ_DIST_PORT", Integer.toString(FreePort.find()));
            environment.put("ERL_EPMD_PORT", Integer.toString(mapperPort));
            environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
            environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
            environment.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
            environment.put("RABBITMQ_LOGS", "-");
            environment.put(
                    "RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString());
            environment.put(
                    "RABBITMQ_CONF_ENV_FILE", folder.resolve("no-environment").toString());
            environment.put(
                    "RABBITMQ_ADVANCED_CONFIG_FILE",
                    folder.resolve("no-advanced.config").toString());
            environment.put(
                    "RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString());
            // The script then becomes the server, so that signals reach that.
            environment.put("RABBITMQ_ALLOW_INPUT", "1");
            environment.put(
                    "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-noinput -kernel inet_dist_use_interface {127,0,0,1}");
            return environment;
        }

        /** It answers the first bytes of the protocol; with TLS it listens only when it can serve. */
        @Override
        public boolean serves(Socket connection) throws IOException {
            if (usesTls()) {
                return true;
            }
            connection.getOutputStream().write("AMQP\0\0\11\1".getBytes(US_ASCII));
            return connection.getInputStream().read() >= 0;
        }
    }
}
