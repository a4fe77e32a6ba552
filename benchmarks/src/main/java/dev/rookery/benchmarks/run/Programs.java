package dev.rookery.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the programs of services and clients are: our own classes, those of the peers, Nest's scripts. */
final class Programs {
    /** For all Java processes alike. */
    static final List<String> JVM_FLAGS = List.of("--enable-native-access=ALL-UNNAMED", "-Xmx1g");

    private static final String PEER_LIFETIME_SECONDS = "7200";

    private final Path root;
    private final String node;

    /**
     * Looks from a folder.
     *
     * @param root the repository
     * @param node the program that runs Nest
     */
    Programs(Path root, String node) {
        this.root = root;
        this.node = node;
    }

    Path root() {
        return root;
    }

    /** Where the results go. */
    Path results() {
        return root.resolve("benchmarks/results");
    }

    /** A program of this module: {@code tcp.RookeryService}. */
    Command java(String program, String... arguments) {
        return java(JVM_FLAGS, program, arguments);
    }

    Command java(List<String> flags, String program, String... arguments) {
        return java(classPath("benchmarks"), flags, program, arguments);
    }

    /** A program of the module with other libraries: {@code peers.vertx.VertxService}. */
    Command peer(String program, String... arguments) {
        return peer(List.of(), program, arguments);
    }

    /** The same with flags of its own, behind those for all. */
    Command peer(List<String> flags, String program, String... arguments) {
        var all = new ArrayList<>(JVM_FLAGS);
        all.addAll(flags);
        return java(classPath("benchmarks/peers"), all, program, arguments);
    }

    /** A program of the module with brokers: {@code brokers.RookeryService}. */
    Command broker(String program, String... arguments) {
        return java(classPath("benchmarks/brokers"), JVM_FLAGS, program, arguments);
    }

    /** Where the {@link WiredSources} are written and compiled. */
    Path wiredFolder() {
        return root.resolve("benchmarks/target/wired");
    }

    /** A service of the {@link WiredSources}: {@code Modular} or {@code ByHand}. */
    Command wired(String program) {
        return command(wiredFolder().resolve("classes") + ":" + classPath("benchmarks"), JVM_FLAGS, "wired." + program);
    }

    private static Command java(String classPath, List<String> flags, String program, String... arguments) {
        return command(classPath, flags, "dev.rookery.benchmarks." + program, arguments);
    }

    private static Command command(String classPath, List<String> flags, String main, String... arguments) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(flags);
        words.addAll(List.of("-cp", classPath, main));
        words.addAll(List.of(arguments));
        return new Command(words);
    }

    /** Jars all the way, since an AOT cache takes nothing else. */
    private String classPath(String module) {
        var target = root.resolve(module).resolve("target");
        try (var files = Files.list(target)) {
            var jar = files.filter(
                            file -> file.getFileName().toString().matches("rookery-.*(?<!-sources|-javadoc)\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(module + " has no jar: bin/bench builds it"));
            return jar + ":" + Files.readString(target.resolve("class-path.txt"));
        } catch (IOException e) {
            throw new IllegalStateException(module + " is not built: bin/bench builds it", e);
        }
    }

    Command nestService() {
        return nest("service.mjs");
    }

    /** Nest behind a broker, whose port is to be added as the last argument. */
    Command nestService(String transport) {
        return nest("service.mjs", "--transport", transport, "--port");
    }

    /** Nest's service of the peers' {@code bench.proto}. */
    Command nestGrpcService() {
        return nest("grpc-service.mjs");
    }

    /** Nest's service of orders, on Express. */
    Command nestHttpService() {
        return nest("http-service.mjs");
    }

    Command nestClient() {
        return nest("client.mjs", "--port");
    }

    Command nestClient(String transport) {
        return nest("client.mjs", "--transport", transport, "--port");
    }

    private Command nest(String script, String... arguments) {
        return new Command(List.of(
                        node,
                        root.resolve("benchmarks/nest").resolve(script).toString(),
                        "--nest",
                        "12",
                        "--lifetime",
                        PEER_LIFETIME_SECONDS))
                .with(arguments);
    }
}
