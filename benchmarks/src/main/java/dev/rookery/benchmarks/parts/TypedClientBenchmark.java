package dev.rookery.benchmarks.parts;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.pattern.Pattern;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import reactor.core.publisher.Mono;

/** What a contract costs above the plain call that it stands for, in each way to wait; there is no JSON in it, and nothing to wait for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TypedClientBenchmark {
    private static final Pattern SUM = Pattern.of("{cmd: 'sum'}");
    private static final int ONE_REPLY = 1;

    private final ClientProxy client = ClientProxyFactory.create(new Loop(new Value(15)));
    private final Sums sums = client.as(Sums.class);

    /** Made by JMH. */
    public TypedClientBenchmark() {}

    /** One pattern, called in three ways. */
    interface Sums {
        @MessagePattern("{cmd: 'sum'}")
        int now(Integer replies);

        @MessagePattern("{cmd: 'sum'}")
        CompletableFuture<Integer> later(Integer replies);

        @MessagePattern("{cmd: 'sum'}")
        Mono<Integer> onDemand(Integer replies);
    }

    /** The plain call, subscribed to. */
    @Benchmark
    public void plain(Blackhole hole) {
        client.request(SUM, ONE_REPLY, Integer.class).subscribe(hole::consume);
    }

    /** A contract's method that returns a {@code Mono}, subscribed to. */
    @Benchmark
    public void typed(Blackhole hole) {
        sums.onDemand(ONE_REPLY).subscribe(hole::consume);
    }

    /** The plain call, made into a future. */
    @Benchmark
    public CompletableFuture<@Nullable Integer> plainFuture() {
        return client.request(SUM, ONE_REPLY, Integer.class).toFuture();
    }

    /** A contract's method that returns a future. */
    @Benchmark
    public CompletableFuture<Integer> typedFuture() {
        return sums.later(ONE_REPLY);
    }

    /** The plain call, waited for. */
    @Benchmark
    public @Nullable Integer plainBlocking() {
        return client.request(SUM, ONE_REPLY, Integer.class).block();
    }

    /** A contract's method that waits. */
    @Benchmark
    public int typedBlocking() {
        return sums.now(ONE_REPLY);
    }

    /** Ends the client's thread. */
    @TearDown
    public void close() {
        client.close();
    }
}
