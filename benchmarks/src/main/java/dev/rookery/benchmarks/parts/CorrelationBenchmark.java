package dev.rookery.benchmarks.parts;

import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.pattern.Pattern;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
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
    private static final byte[] ANSWER = Texts.utf8("{\"response\":15}");
    private static final int NO_REPLY = 0;
    private static final int ONE_REPLY = 1;
    /** Longer than any run. */
    private static final Duration LONG = Duration.ofDays(1);

    /** How many calls wait for a reply meanwhile, on the same connection; what a call costs must not depend on it. */
    @Param({"0", "10000"})
    int pending;

    private final ClientProxy client = ClientProxyFactory.create(new Loop(
            JsonPacketCodec.withDefaults().readReply(ANSWER, 0, ANSWER.length).response()));

    /** Made by JMH. */
    public CorrelationBenchmark() {}

    /** Sends the calls that are not answered; they fail when the client is closed. */
    @Setup
    public void open() {
        var patient = client.withTimeout(LONG);
        for (var call = 0; call < pending; call++) {
            patient.request(SUM, NO_REPLY, Integer.class).subscribe(reply -> {}, closed -> {});
        }
    }

    /** One caller. */
    @Benchmark
    public void request(Blackhole hole) {
        client.request(SUM, ONE_REPLY, Integer.class).subscribe(hole::consume);
    }

    /** Two callers of one client. */
    @Benchmark
    @Threads(2)
    public void contended(Blackhole hole) {
        client.request(SUM, ONE_REPLY, Integer.class).subscribe(hole::consume);
    }

    /** Ends the client's thread. */
    @TearDown
    public void close() {
        client.close();
    }
}
