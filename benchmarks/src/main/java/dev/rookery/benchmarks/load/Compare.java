package dev.rookery.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts the same load on one service after the other, round by round, and prints medians. {@code Compare <repository> <rounds> <seconds>}.
 *
 * <p>The scenario: {@code {cmd: 'sum'}} of five numbers, one connection, 64 requests in flight. CPU time is that of the service's process.
 */
final class Compare {
    private static final String DATA = "[1,2,3,4,5]";
    private static final String SUM = "{\"cmd\":\"sum\"}";
    private static final Duration WARMUP = Duration.ofSeconds(4);
    private static final String NEST = "Nest 12";

    private Compare() {}

    /** One run of one peer. */
    private record Figures(double requestsPerSecond, double cpuMicros, double p50, double p99) {}

    static void main(String[] arguments) throws Exception {
        var root = Path.of(arguments[0]);
        var rounds = Integer.parseInt(arguments[1]);
        var duration = Duration.ofSeconds(Long.parseLong(arguments[2]));
        var runs = new LinkedHashMap<Peer, List<Figures>>();
        for (var peer : peers(root)) {
            runs.put(peer, new ArrayList<>());
        }
        for (var round = 1; round <= rounds; round++) {
            for (var run : runs.entrySet()) {
                System.out.println(
                        "round " + round + " of " + rounds + ": " + run.getKey().name());
                run.getValue().add(measure(run.getKey(), duration));
            }
        }
        var report = report(runs, rounds, duration);
        System.out.println(report);
        var file = root.resolve("benchmarks/results/latest.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, report);
    }

    private static List<Peer> peers(Path root) {
        return List.of(
                new Peer(NEST, SUM, List.of(root.resolve("interop/peer").toString(), "12", "service")),
                new Peer("Rookery", SUM, java("RookeryService")),
                new Peer("Rookery, @NonBlocking", "{\"cmd\":\"sum-non-blocking\"}", java("RookeryService")),
                new Peer("Rookery, guard, pipe, interceptor", "{\"cmd\":\"sum-piped\"}", java("RookeryService")),
                new Peer("bare Netty and Jackson, a virtual thread each", SUM, java("BareEcho", "virtual")),
                new Peer("bare Netty and Jackson", SUM, java("BareEcho", "plain")));
    }

    /** The same JVM flags for all. */
    private static List<String> java(String service, String... arguments) {
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.rookery.benchmarks.tcp." + service));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Figures measure(Peer peer, Duration duration) throws Exception {
        try (var running = peer.start()) {
            var plan = new LoadPlan("127.0.0.1", running.port(), peer.pattern(), DATA, 1, 64, WARMUP, duration);
            var before = new double[1];
            var result = new LoadRun(plan, () -> before[0] = running.cpuSeconds()).run();
            var cpu = running.cpuSeconds() - before[0];
            return new Figures(
                    result.requestsPerSecond(), cpu * 1e6 / result.requests(), result.micros(50), result.micros(99));
        }
    }

    private static String report(Map<Peer, List<Figures>> runs, int rounds, Duration duration) throws IOException {
        var nest = runs.entrySet().stream()
                .filter(run -> run.getKey().name().equals(NEST))
                .map(run -> median(run.getValue()))
                .findFirst()
                .orElseThrow(() -> new IOException("no figures of " + NEST));
        var text = new StringBuilder("# TCP, `{cmd: 'sum'}` of five numbers, one connection, 64 in flight\n\n")
                .append("Medians of " + rounds + " rounds of " + duration.toSeconds() + " s, each after a warm-up of "
                        + WARMUP.toSeconds() + " s; " + LocalDate.now(ZoneOffset.UTC) + ", JDK " + Runtime.version()
                        + ", "
                        + Runtime.getRuntime().availableProcessors()
                        + " processors, load generator on the same machine.\n\n")
                .append("| service | requests/s | service CPU, µs a request | of Nest 12 | p50, µs | p99, µs |\n")
                .append("| --- | ---: | ---: | ---: | ---: | ---: |\n");
        runs.forEach((peer, figures) -> {
            var median = median(figures);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f | %.2f | %.0f | %.0f |%n",
                    peer.name(),
                    median.requestsPerSecond(),
                    median.cpuMicros(),
                    median.cpuMicros() / nest.cpuMicros(),
                    median.p50(),
                    median.p99()));
        });
        return text.toString();
    }

    private static Figures median(List<Figures> runs) {
        return new Figures(
                median(runs.stream().mapToDouble(Figures::requestsPerSecond).toArray()),
                median(runs.stream().mapToDouble(Figures::cpuMicros).toArray()),
                median(runs.stream().mapToDouble(Figures::p50).toArray()),
                median(runs.stream().mapToDouble(Figures::p99).toArray()));
    }

    private static double median(double[] values) {
        java.util.Arrays.sort(values);
        var middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
