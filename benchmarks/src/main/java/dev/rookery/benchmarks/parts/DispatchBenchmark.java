package dev.rookery.benchmarks.parts;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.codec.Body;
import dev.rookery.codec.ErrorBody;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.ReplySink;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a message costs on a server beside the wire and the packet: admission, a thread, the pipeline, the method, the outcome. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DispatchBenchmark {
    private static final int BURST = 256;

    private final Loop loop = new Loop();
    private final MicroserviceServer server = MicroserviceServer.builder()
            .controller(new Handlers())
            .transporter(loop)
            .start();
    private final Inbound blocking = loop.request("\"virtual\"", Body.absent());
    private final Inbound nonBlocking = loop.request("\"here\"", Body.absent());

    /** Made by JMH. */
    public DispatchBenchmark() {}

    static final class Handlers {
        @MessagePattern("virtual")
        int onVirtualThread() {
            return 15;
        }

        @NonBlocking
        @MessagePattern("here")
        int here() {
            return 15;
        }
    }

    private record Sink(CountDownLatch open) implements ReplySink {
        @Override
        public void next(@Nullable Object value, boolean last) {
            open.countDown();
        }

        @Override
        public void error(Throwable cause, ErrorBody mapped) {
            throw new IllegalStateException(cause);
        }

        @Override
        public void complete() {
            throw new IllegalStateException("no value");
        }
    }

    /** A handler on the thread that brings the message. */
    @Benchmark
    public Exchange here() {
        return loop.runtime().dispatch(nonBlocking, new Sink(new CountDownLatch(1)));
    }

    /** Handlers on virtual threads of their own, in bursts as a socket brings them. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void virtualThreads() throws InterruptedException {
        var sink = new Sink(new CountDownLatch(BURST));
        for (var message = 0; message < BURST; message++) {
            loop.runtime().dispatch(blocking, sink);
        }
        sink.open().await();
    }

    /** Ends the server's thread. */
    @TearDown
    public void close() {
        server.close();
    }
}
