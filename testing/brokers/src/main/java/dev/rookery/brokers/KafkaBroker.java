package dev.rookery.brokers;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts Kafka, one node that is broker and controller, in a JVM of its own. Where nothing else is said, topics are made when they are first
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
        return new Builder();
    }

    /** Builds and starts. Used by one thread. */
    public static final class Builder extends BrokerBuilder<Builder> {
        private int partitions = 1;

        private Builder() {}

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

        @Override
        BrokerSetup setup() {
            return new Setup(this);
        }

        private String text(int port, int controllerPort, Path data) {
            var text = new ArrayList<>(List.of(
                    "process.roles=broker,controller",
                    "node.id=1",
                    "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                    "controller.listener.names=CONTROLLER",
                    "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                    "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                    "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
                    "log.dirs=" + data,
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
            return builder.lines().isEmpty() && builder.partitions == 1;
        }

        @Override
        public boolean usesTls() {
            return false;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Launch prepare(String executable, int port, Path folder) throws IOException {
            var data = folder.resolve("data");
            var file =
                    Files.writeString(folder.resolve("kafka.properties"), builder.text(port, controllerPort(), data));
            var own = Path.of(System.getProperty("java.home"), "bin", "java");
            return Launch.of(
                    own.toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "-cp",
                    classPath(),
                    KafkaNode.class.getName(),
                    file.toString(),
                    data.toString());
        }

        private static int controllerPort() throws IOException {
            try (var socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        /** Where this class is, and what Maven has written down of Kafka's jars. */
        private static String classPath() {
            try (var written = KafkaBroker.class.getResourceAsStream("kafka.classpath")) {
                if (written == null) {
                    throw new IllegalStateException("kafka.classpath is missing: build testing/brokers with Maven");
                }
                var jars = new String(written.readAllBytes(), StandardCharsets.UTF_8).strip();
                var own = KafkaBroker.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath();
                return own + File.pathSeparator + jars;
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }

        /** Answers which versions of the protocol it knows, as soon as it serves. */
        @Override
        public boolean serves(Socket connection) throws IOException {
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
