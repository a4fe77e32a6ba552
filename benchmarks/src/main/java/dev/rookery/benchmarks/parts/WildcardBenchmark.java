package dev.rookery.benchmarks.parts;

import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Route;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What it costs to find the route of a message among wildcards: {@code tenant2.orders.*.placed}, in turn with {@code tenant3.audit.>}. Each
 * fits one tenant alone, and all tenants take their turn, so that half of the wildcards are passed over on average. The text of each name is
 * a new one, as in a message; making it is part of the time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WildcardBenchmark {
    /** How many wildcards there are. */
    @Param({"1", "100"})
    int routes;

    private final Loop loop = new Loop(WildcardSyntax.NATS);
    private MicroserviceServer server;
    private long messages;

    /** Made by JMH, which fills in the rest. */
    @SuppressWarnings("NullAway.Init")
    public WildcardBenchmark() {}

    /** Binds the routes. */
    @Setup
    public void start() {
        var wildcards = IntStream.range(0, routes)
                .mapToObj(tenant -> "tenant" + tenant + (tenant % 2 == 0 ? ".orders.*.placed" : ".audit.>"))
                .toList();
        server = MicroserviceServer.builder()
                .controller(GeneratedController.answering(wildcards))
                .transporter(loop)
                .start();
    }

    private static String address(long tenant, long order) {
        return "tenant" + tenant + (tenant % 2 == 0 ? ".orders." : ".audit.") + order + ".placed";
    }

    /** The name of a broker's channel: the way of NATS, MQTT, RabbitMQ. */
    @Benchmark
    public Route channel() {
        messages++;
        return loop.runtime().match(address(messages % routes, messages)).orElseThrow();
    }

    /** The name of a broker's channel that no wildcard fits. */
    @Benchmark
    public Optional<Route> unknownChannel() {
        messages++;
        return loop.runtime().match(address(routes, messages));
    }

    /** The pattern of a packet, of which there are few and which are remembered. */
    @Benchmark
    public Route fewPatterns() {
        messages++;
        return loop.runtime()
                .matchPattern('"' + address(messages % routes, 7) + '"')
                .orElseThrow();
    }

    /** The pattern of a packet, another one each time, as where an id is part of it. */
    @Benchmark
    public Route manyPatterns() {
        messages++;
        return loop.runtime()
                .matchPattern('"' + address(messages % routes, messages) + '"')
                .orElseThrow();
    }

    /** Ends the server. */
    @TearDown
    public void close() {
        server.close();
    }
}
