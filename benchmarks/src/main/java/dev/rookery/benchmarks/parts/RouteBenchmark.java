package dev.rookery.benchmarks.parts;

import dev.rookery.pattern.Pattern;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
 * What it costs to find the route of a message, in tables without wildcards. Each lookup begins with bytes, as in a packet, since the text
 * of a pattern is a new one each time; all routes take their turn.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteBenchmark {
    /** Coprime to the number of routes, so that neighbours in the table are not visited one after the other. */
    private static final int STRIDE = 7_919;

    /** How patterns are spelled. */
    public enum Spelling {
        /** {@code {cmd: 'order.place.7'}}. */
        OBJECT,
        /** {@code order.place.7}. */
        TEXT;

        private Pattern pattern(String name) {
            return this == OBJECT ? Pattern.of("cmd", name) : Pattern.literal(name);
        }
    }

    /** How many routes there are. */
    @Param({"1", "1000", "10000"})
    int routes;

    /** How their patterns are spelled. */
    @Param
    Spelling spelling;

    private final Loop loop = new Loop();
    private MicroserviceServer server;
    private byte[][] known;
    private byte[][] unknown;
    private byte[][] channels;
    private byte[][] unknownChannels;
    private int turn;

    /** Made by JMH, which fills in the rest. */
    @SuppressWarnings("NullAway.Init")
    public RouteBenchmark() {}

    /** Binds the routes. */
    @Setup
    public void start() {
        var present = patterns("order.place.");
        var absent = patterns("order.cancel.");
        server = MicroserviceServer.builder()
                .controller(GeneratedController.answering(
                        present.stream().map(Pattern::route).toList()))
                .transporter(loop)
                .start();
        known = present.stream().map(Pattern::json).map(Texts::utf8).toArray(byte[][]::new);
        unknown = absent.stream().map(Pattern::json).map(Texts::utf8).toArray(byte[][]::new);
        channels = present.stream().map(Pattern::route).map(Texts::utf8).toArray(byte[][]::new);
        unknownChannels = absent.stream().map(Pattern::route).map(Texts::utf8).toArray(byte[][]::new);
    }

    private List<Pattern> patterns(String prefix) {
        return IntStream.range(0, routes)
                .mapToObj(number -> spelling.pattern(prefix + number))
                .toList();
    }

    private String next(byte[][] texts) {
        turn = (turn + STRIDE) % texts.length;
        return new String(texts[turn], StandardCharsets.UTF_8);
    }

    /** The pattern of a packet, for which there is a handler. */
    @Benchmark
    public Route pattern() {
        return loop.runtime().matchPattern(next(known)).orElseThrow();
    }

    /** The pattern of a packet, for which there is none. */
    @Benchmark
    public Optional<Route> unknownPattern() {
        return loop.runtime().matchPattern(next(unknown));
    }

    /** The name of a broker's channel, for which there is a handler. */
    @Benchmark
    public Route channel() {
        return loop.runtime().match(next(channels)).orElseThrow();
    }

    /** The name of a broker's channel, for which there is none. */
    @Benchmark
    public Optional<Route> unknownChannel() {
        return loop.runtime().match(next(unknownChannels));
    }

    /** Ends the server. */
    @TearDown
    public void close() {
        server.close();
    }
}
