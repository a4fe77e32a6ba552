package dev.rookery.brokers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the broker of a kind comes from: what the variable names, else an executable on the PATH or in a usual folder. */
record BrokerKind(
        String name, String variable, String executable, String scheme, String tlsScheme, List<String> firstFolders) {
    static final BrokerKind NATS = new BrokerKind("nats", "ROOKERY_NATS", "nats-server", "nats", "tls", List.of());
    static final BrokerKind REDIS =
            new BrokerKind("redis", "ROOKERY_REDIS", "redis-server", "redis", "rediss", List.of());
    static final BrokerKind MQTT = new BrokerKind("mqtt", "ROOKERY_MQTT", "mosquitto", "mqtt", "mqtts", List.of());
    /** Debian's command on the PATH is for its service alone: it becomes another user, who may not read our folders. */
    static final BrokerKind RABBITMQ = new BrokerKind(
            "rabbitmq", "ROOKERY_RABBITMQ", "rabbitmq-server", "amqp", "amqps", List.of("/usr/lib/rabbitmq/bin"));

    static final BrokerKind KAFKA = new BrokerKind("kafka", "ROOKERY_KAFKA", "java", "kafka", "kafka", List.of());

    /** Those where bin/brokers looks too. */
    private static final String[] FOLDERS = {
        "/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin", "/opt/homebrew/sbin"
    };

    /** What the variable names, if it is set. */
    Optional<String> named() {
        return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank());
    }

    /** The address that the variable names; empty where it names a path, or nothing. */
    Optional<String> namedAddress() {
        return named().filter(value -> !isPath(value));
    }

    Path executablePath() {
        return named().map(Path::of)
                .or(this::found)
                .orElseThrow(() -> new IllegalStateException("No " + executable + " was found on the PATH or in "
                        + String.join(", ", FOLDERS) + ": run bin/brokers " + name + ", or let the variable " + variable
                        + " name the executable"));
    }

    private Optional<Path> found() {
        if (equals(KAFKA)) { // whose jars Maven has brought
            return Optional.of(Path.of(System.getProperty("java.home"), "bin", executable));
        }
        return firstFolders.stream()
                .map(folder -> Path.of(folder, executable))
                .filter(Files::isExecutable)
                .findFirst()
                .or(() -> found(executable));
    }

    /** A program on the PATH or in a usual folder. */
    static Optional<Path> found(String program) {
        var searched = Optional.ofNullable(System.getenv("PATH")).orElse("").split(":");
        return Stream.concat(Arrays.stream(searched), Arrays.stream(FOLDERS))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean isPath(String value) {
        return value.startsWith("/") || value.startsWith(".") || Files.exists(Path.of(value));
    }
}
