package dev.rookery.benchmarks.parts;

import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.pattern.Pattern;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * What a reply costs on a client that is one of a hundred: it is found by its id, its deadline set anew, and handed on. Times are per reply,
 * with its part of the call; there is no JSON in them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReplyStreamBenchmark {
    private static final Pattern NUMBERS = Pattern.of("numbers");
    private static final int REPLIES = 100;

    private final ClientProxy client = ClientProxyFactory.create(new Loop(new Value(15)));

    /** Made by JMH. */
    public ReplyStreamBenchmark() {}

    /** Asks for some, for one more with each that comes, and for the rest when told to. */
    private static final class Taker extends BaseSubscriber<Integer> {
        private final Blackhole hole;
        private final int atFirst;
        private final int withEach;

        Taker(Blackhole hole, int atFirst, int withEach) {
            this.hole = hole;
            this.atFirst = atFirst;
            this.withEach = withEach;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(atFirst);
        }

        @Override
        protected void hookOnNext(Integer reply) {
            hole.consume(reply);
            if (withEach > 0) {
                request(withEach);
            }
        }
    }

    /** A subscriber that takes what comes. */
    @Benchmark
    @OperationsPerInvocation(REPLIES)
    public void unbounded(Blackhole hole) {
        client.send(NUMBERS, REPLIES, Integer.class).subscribe(hole::consume);
    }

    /** A subscriber that asks for each one by itself, in time. */
    @Benchmark
    @OperationsPerInvocation(REPLIES)
    public void oneByOne(Blackhole hole) {
        client.send(NUMBERS, REPLIES, Integer.class).subscribe(new Taker(hole, 1, 1));
    }

    /** A subscriber that is late: all replies but the first have come and wait when it asks for them. */
    @Benchmark
    @OperationsPerInvocation(REPLIES)
    public void late(Blackhole hole) {
        var taker = new Taker(hole, 1, 0);
        client.send(NUMBERS, REPLIES, Integer.class).subscribe(taker);
        taker.requestUnbounded();
    }

    /** Ends the client's thread. */
    @TearDown
    public void close() {
        client.close();
    }
}
