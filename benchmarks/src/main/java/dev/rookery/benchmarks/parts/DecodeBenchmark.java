package dev.rookery.benchmarks.parts;

import dev.rookery.codec.IncomingRequest;
import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.codec.PacketCodec;
import dev.rookery.codec.TypeRef;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a packet costs: the envelope alone, with its payload bound, and a reply written. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {
    /** What a handler would take. */
    public record Order(String sku, int quantity, double price, boolean express) {}

    private static final Type NUMBERS = new TypeRef<List<Integer>>() {}.type();

    private final PacketCodec codec = JsonPacketCodec.withDefaults();
    private final byte[] sum =
            bytes("{\"pattern\":{\"cmd\":\"sum\"},\"data\":[1,2,3,4,5],\"id\":\"d8c177ab0ed3eecc5743f\"}");
    private final byte[] order = bytes("{\"pattern\":\"order.place\",\"data\":{\"sku\":\"A-1\",\"quantity\":3,"
            + "\"price\":9.5,\"express\":true},\"id\":\"d8c177ab0ed3eecc5743f\"}");

    /** Made by JMH. */
    public DecodeBenchmark() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The envelope alone. */
    @Benchmark
    public IncomingRequest envelope() {
        return codec.readRequest(sum, 0, sum.length);
    }

    /** The envelope and a list of numbers. */
    @Benchmark
    public @Nullable Object list() {
        return codec.readRequest(sum, 0, sum.length).data().bind(NUMBERS);
    }

    /** The envelope and a record. */
    @Benchmark
    public @Nullable Object record() {
        return codec.readRequest(order, 0, order.length).data().bind(Order.class);
    }

    /** A reply with one number. */
    @Benchmark
    public int reply() {
        var out = new ByteArrayOutputStream(128);
        codec.writeValue("\"d8c177ab0ed3eecc5743f\"", 15, true, out);
        return out.size();
    }
}
