package dev.rookery.benchmarks.parts;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;
import dev.rookery.annotation.UsePipes;
import dev.rookery.error.RpcException;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Inbound;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Flux;

/**
 * What guards, pipes, interceptors and filters cost: each number less the bare one. All handlers run on the thread that brings the message,
 * so that no thread is in the numbers, and the payload is bound already.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PipelineBenchmark {
    private final Loop loop = new Loop();
    private final MicroserviceServer server = MicroserviceServer.builder()
            .controller(new Handlers())
            .transporter(loop)
            .start();
    private final Inbound bare = request("bare");
    private final Inbound guarded = request("guarded");
    private final Inbound piped = request("piped");
    private final Inbound intercepted = request("intercepted");
    private final Inbound mapped = request("mapped");
    private final Inbound filtered = request("filtered");
    private final Inbound refused = request("refused");
    private final LastReply reply = new LastReply();

    /** Made by JMH. */
    public PipelineBenchmark() {}

    private Inbound request(String pattern) {
        return loop.request('"' + pattern + '"', new Value(15));
    }

    /** One handler, with more and more around it. */
    @NonBlocking
    static final class Handlers {
        @MessagePattern("bare")
        Integer bare(Integer value) {
            return value;
        }

        @MessagePattern("guarded")
        @UseGuards(Allow.class)
        Integer guarded(Integer value) {
            return value;
        }

        @MessagePattern("piped")
        @UseGuards(Allow.class)
        @UsePipes(Increment.class)
        Integer piped(Integer value) {
            return value;
        }

        @MessagePattern("intercepted")
        @UseGuards(Allow.class)
        @UsePipes(Increment.class)
        @UseInterceptors(Through.class)
        Integer intercepted(Integer value) {
            return value;
        }

        @MessagePattern("mapped")
        @UseGuards(Allow.class)
        @UsePipes(Increment.class)
        @UseInterceptors(ToText.class)
        Integer mapped(Integer value) {
            return value;
        }

        @MessagePattern("filtered")
        @UseFilters(Forgive.class)
        Integer filtered(Integer value) {
            return small(value);
        }

        @MessagePattern("refused")
        Integer refused(Integer value) {
            return small(value);
        }

        private static Integer small(Integer value) {
            if (value > 10) {
                throw new Refusal(value);
            }
            return value;
        }
    }

    /** An error that the caller is meant to see. It has no stack trace, which would cost more than what is measured. */
    static final class Refusal extends RpcException {
        private static final long serialVersionUID = 1L;

        Refusal(Object error) {
            super(error);
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // nothing is changed
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    static final class Allow implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return !context.isEvent();
        }
    }

    static final class Increment implements Pipe<Integer, Integer> {
        @Override
        public @Nullable Integer transform(@Nullable Integer value, ArgumentMetadata argument) {
            return value == null ? null : value + 1;
        }
    }

    static final class Through implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            return next.handle();
        }
    }

    static final class ToText implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            return next.handle().map(Object::toString);
        }
    }

    static final class Forgive implements ExceptionFilter<Refusal> {
        @Override
        public Object handle(Refusal error, ExecutionContext context) {
            return error.error();
        }
    }

    private @Nullable Object answer(Inbound message) {
        return reply.to(message, loop);
    }

    /** The handler alone. */
    @Benchmark
    public @Nullable Object bare() {
        return answer(bare);
    }

    /** With a guard. */
    @Benchmark
    public @Nullable Object guarded() {
        return answer(guarded);
    }

    /** With a guard and a pipe. */
    @Benchmark
    public @Nullable Object piped() {
        return answer(piped);
    }

    /** With a guard, a pipe, and an interceptor that hands on what comes: at most 700 ns above the bare handler. */
    @Benchmark
    public @Nullable Object intercepted() {
        return answer(intercepted);
    }

    /** With a guard, a pipe, and an interceptor with an operator of Reactor's, as most have. */
    @Benchmark
    public @Nullable Object mapped() {
        return answer(mapped);
    }

    /** With an error, which a filter makes into a value. */
    @Benchmark
    public @Nullable Object filtered() {
        return answer(filtered);
    }

    /** With an error that goes to the caller. */
    @Benchmark
    public @Nullable Object refused() {
        return answer(refused);
    }

    /** Ends the server's thread. */
    @TearDown
    public void close() {
        server.close();
    }
}
