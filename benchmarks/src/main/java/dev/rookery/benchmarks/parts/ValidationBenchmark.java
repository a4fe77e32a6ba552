package dev.rookery.benchmarks.parts;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.annotation.UsePipes;
import dev.rookery.pipe.ParseArray;
import dev.rookery.pipe.ParseInt;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Inbound;
import dev.rookery.validation.ValidationPipe;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What it costs to parse and to validate an argument: each number less that of the plain handler. No thread is in the numbers, and the payload
 * is bound already.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ValidationBenchmark {
    private final Loop loop = new Loop();
    private final MicroserviceServer server = MicroserviceServer.builder()
            .controller(new Handlers())
            .transporter(loop)
            .start();
    private final Inbound plain = request("plain", new Line("pear", 15));
    private final Inbound valid = request("valid", new Line("pear", 15));
    private final Inbound piped = request("piped", new Line("pear", 15));
    private final Inbound number = request("number", "15");
    private final Inbound numbers = request("numbers", "1,2,3,4,5");
    private final LastReply reply = new LastReply();

    /** Made by JMH. */
    public ValidationBenchmark() {}

    private Inbound request(String pattern, Object value) {
        return loop.request('"' + pattern + '"', new Value(value));
    }

    record Line(@NotBlank String sku, @Positive int quantity) {}

    /** Handlers that differ in what is done for their parameter. */
    @NonBlocking
    static final class Handlers {
        @MessagePattern("plain")
        Integer plain(Line line) {
            return line.quantity();
        }

        @MessagePattern("valid")
        Integer valid(@Valid Line line) {
            return line.quantity();
        }

        @MessagePattern("piped")
        @UsePipes(ValidationPipe.class)
        Integer piped(Line line) {
            return line.quantity();
        }

        @MessagePattern("number")
        Integer number(@ParseInt Integer number) {
            return number;
        }

        @MessagePattern("numbers")
        Integer numbers(@ParseArray int[] numbers) {
            return numbers[0];
        }
    }

    private @Nullable Object answer(Inbound message) {
        return reply.to(message, loop);
    }

    /** The handler alone. */
    @Benchmark
    public @Nullable Object plain() {
        return answer(plain);
    }

    /** With {@code @Valid} of a record with two constraints. */
    @Benchmark
    public @Nullable Object valid() {
        return answer(valid);
    }

    /** The same by the pipe. */
    @Benchmark
    public @Nullable Object piped() {
        return answer(piped);
    }

    /** With {@code @ParseInt} of a text. */
    @Benchmark
    public @Nullable Object number() {
        return answer(number);
    }

    /** With {@code @ParseArray} of five numbers. */
    @Benchmark
    public @Nullable Object numbers() {
        return answer(numbers);
    }

    /** Ends the server's thread. */
    @TearDown
    public void close() {
        server.close();
    }
}
