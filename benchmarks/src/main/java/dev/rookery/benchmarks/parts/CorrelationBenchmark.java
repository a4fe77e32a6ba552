package dev.rookery.benchmarks.parts;

import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.pattern.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.Blackhole;

/** What a call costs beside the wire and the packet: an id, an entry, a deadline, the reply bound and handed on. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CorrelationBenchmark {
    private static final Pattern SUM = Pattern.of("{cmd: 'sum'}");
    private static final byte[] ANSWER = "{\"response\":15}".getBytes(StandardCharsets.UTF_8);

    private final ClientProxy client = ClientProxyFactory.create(new Loop(
            JsonPacketCodec.withDefaults().readReply(ANSWER, 0, ANSWER.length).response()));

    /** Made by JMH. */
    public CorrelationBenchmark() {}

    /** One caller. */
    @Benchmark
    public void request(Blackhole hole) {
        client.request(SUM, 1, Integer.class).subscribe(hole::consume);
    }

    /** Two callers of one client. */
    @Benchmark
    @Threads(2)
    public void contended(Blackhole hole) {
        client.request(SUM, 1, Integer.class).subscribe(hole::consume);
    }

    /** Ends the client's thread. */
    @TearDown
    public void close() {
        client.close();
    }
}
