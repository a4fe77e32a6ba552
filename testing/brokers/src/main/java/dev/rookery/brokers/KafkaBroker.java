package dev.rookery.brokers;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Starts Kafka, one node that is broker and controller, in a JVM of its own; {@link KafkaCluster} has two. Where nothing else is said, topics are made when they are first
 * needed, with one partition.
 */
public final class KafkaBroker {
    private KafkaBroker() {}

    /**
     * Starts one with all defaults.
     *
     * @return the running broker
     */
    public static Broker start() {
        return builder().start();
    }

    /**
     * Begins with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return node(1, FreePort.find(), UUID.randomUUID().toString());
    }

    /** Begins with a node of a cluster: the first one is its controller too, and listens to the others on another port. */
    static Builder node(int number, int controllerPort, String cluster) {
        return new Builder(number, controllerPort, cluster);
    }

    /** Builds and starts. Used by one thread. */
    public static final class Builder extends BrokerBuilder<Builder> {
        private int partitions = 1;
        private final int controllerPort;
        private final int node;
        private final String cluster;
        private final Map<String, String> users = new LinkedHashMap<>();

        private Builder(int node, int controllerPort, String cluster) {
            this.node = node;
            this.controllerPort = controllerPort;
            this.cluster = cluster;
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets how many partitions a topic has that nobody has made by hand. Default: 1.
         *
         * @param count at least 1
         * @return this builder
         */
        public Builder partitions(int count) {
            partitions = count;
            return this;
        }

        /**
         * Lets a user in, who has to log in by SASL, with PLAIN or SCRAM-SHA-256, and nobody else.
         *
         * @param name the name
         * @param secret the password
         * @return this builder
         */
        public Builder user(String name, String secret) {
            users.put(name, secret);
            return this;
        }

        @Override
        BrokerSetup setup() {
            return new Setup(this);
        }

        private boolean isOpen() {
            return users.isEmpty() && tls() == null;
        }

        /** The keys of a listener with TLS stand in one file. */
        private List<String> security(Path folder) throws IOException {
            var text = new ArrayList<String>();
            var tls = tls();
            if (tls != null) {
                var both = Files.readString(tls.key()) + "\n" + Files.readString(tls.certificate());
                text.add("ssl.keystore.type=PEM");
                text.add("ssl.keystore.location=" + Files.writeString(folder.resolve("listener.pem"), both));
                if (tls.clientAuthority() != null) {
                    text.add("ssl.truststore.type=PEM");
                    text.add("ssl.truststore.location=" + tls.clientAuthority());
                    text.add("ssl.client.auth=required");
                }
            }
            if (!users.isEmpty()) {
                text.add("sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256");
                text.add("listener.name.clients.plain.sasl.jaas.config="
                        + "org.apache.kafka.common.security.plain.PlainLoginModule required "
                        + users.entrySet().stream()
                                .map(user -> "user_" + user.getKey() + "=\"" + user.getValue() + "\"")
                                .collect(Collectors.joining(" "))
                        + ";");
                text.add("listener.name.clients.scram-sha-256.sasl.jaas.config="
                        + "org.apache.kafka.common.security.scram.ScramLoginModule required;");
            }
            return text;
        }

        private String protocol() {
            return (users.isEmpty() ? "" : "SASL_") + (tls() == null ? "PLAINTEXT" : "SSL");
        }

        /** Nodes tell each other which port they got: one that was found before may be taken when it is its turn, after clients could connect already. */
        private String text(int port, Path folder) throws IOException {
            var controls = node == 1;
            var text = new ArrayList<>(List.of(
                    "process.roles=broker" + (controls ? ",controller" : ""),
                    "node.id=" + node,
                    "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                    "controller.listener.names=CONTROLLER",
                    "listeners=CLIENTS://127.0.0.1:" + port + ",NODES://127.0.0.1:0"
                            + (controls ? ",CONTROLLER://127.0.0.1:" + controllerPort : ""),
                    "inter.broker.listener.name=NODES",
                    "listener.security.protocol.map=CONTROLLER:PLAINTEXT,NODES:PLAINTEXT,CLIENTS:" + protocol(),
                    "log.dirs=" + folder.resolve("data"),
                    "num.partitions=" + partitions,
                    "offsets.topic.replication.factor=1",
                    "offsets.topic.num.partitions=4",
                    "transaction.state.log.replication.factor=1",
                    "transaction.state.log.min.isr=1",
                    "share.coordinator.state.topic.replication.factor=1",
                    "share.coordinator.state.topic.min.isr=1",
                    "group.initial.rebalance.delay.ms=0",
                    "group.min.session.timeout.ms=1000",
                    "log.cleaner.enable=false",
                    "message.max.bytes=16777216",
                    "auto.create.topics.enable=true"));
            text.addAll(security(folder));
            text.addAll(lines());
            return String.join("\n", text) + "\n";
        }
    }

    private record Setup(Builder builder) implements BrokerSetup {
        private static final int API_VERSIONS = 18;
        private static final int CORRELATION = 7;

        @Override
        public BrokerKind kind() {
            return BrokerKind.KAFKA;
        }

        @Override
        public boolean isPlain() {
            return builder.lines().isEmpty() && builder.partitions == 1 && builder.isOpen();
        }

        @Override
        public boolean usesTls() {
            return builder.tls() != null;
        }

        @Override
        public Launch prepare(String executable, int port, Path folder) throws IOException {
            var data = folder.resolve("data");
            var file = Files.writeString(folder.resolve("kafka.properties"), builder.text(port, folder));
            var own = Path.of(System.getProperty("java.home"), "bin", "java");
            var command = new ArrayList<>(List.of(
                    own.toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "-cp",
                    classPath(),
                    KafkaNode.class.getName(),
                    file.toString(),
                    data.toString(),
                    builder.cluster));
            builder.users.forEach(
                    (name, secret) -> command.add("SCRAM-SHA-256=[name=" + name + ",password=" + secret + "]"));
            return Launch.of(command.toArray(String[]::new));
        }

        /** Where this class is, and what Maven has written down of Kafka's jars. */
        private static String classPath() {
            try (var written = KafkaBroker.class.getResourceAsStream("kafka.classpath")) {
                if (written == null) {
                    throw new IllegalStateException("kafka.classpath is missing: build testing/brokers with Maven");
                }
                var jars = new String(written.readAllBytes(), StandardCharsets.UTF_8).strip();
                var own = Path.of(KafkaBroker.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                return own + File.pathSeparator + jars;
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            } catch (URISyntaxException error) {
                throw new IllegalStateException(error);
            }
        }

        /** Answers which versions of the protocol it knows, as soon as it serves; with TLS it listens only when it does. */
        @Override
        public boolean serves(Socket connection) throws IOException {
            if (usesTls()) {
                return true;
            }
            var request = new ByteArrayOutputStream();
            var out = new DataOutputStream(request);
            out.writeInt(10);
            out.writeShort(API_VERSIONS);
            out.writeShort(0);
            out.writeInt(CORRELATION);
            out.writeShort(-1);
            connection.getOutputStream().write(request.toByteArray());
            var answer = connection.getInputStream().readNBytes(8);
            return answer.length == 8 && answer[7] == CORRELATION;
        }
    }
}
