package dev.rookery.benchmarks.parts;

import dev.rookery.codec.IncomingRequest;
import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.codec.PacketCodec;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a packet costs whose payload is a text of some size: {@link DecodeBenchmark} has the small ones. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PayloadBenchmark {
    /** What a handler would take. */
    public record Note(int number, String text) {}

    /** How long the text is, as UTF-8. */
    @Param({"1024", "65536"})
    int bytes;

    /** What it is written in. */
    @Param({Texts.ASCII, Texts.GERMAN})
    String language;

    private final PacketCodec codec = JsonPacketCodec.withDefaults();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(128 * 1024);
    private String text;
    private byte[] plain;
    private byte[] note;

    /** Made by JMH, which fills in the rest. */
    @SuppressWarnings("NullAway.Init")
    public PayloadBenchmark() {}

    /** Writes the packets. */
    @Setup
    public void write() {
        text = Texts.ofBytes(language, bytes);
        plain = packet('"' + text + '"');
        note = packet("{\"number\":7,\"text\":\"" + text + "\"}");
    }

    private static byte[] packet(String data) {
        return Texts.utf8("{\"pattern\":\"note.add\",\"data\":" + data + ",\"id\":\"d8c177ab0ed3eecc5743f\"}");
    }

    /** The envelope alone, around a text that nobody asks for. */
    @Benchmark
    public IncomingRequest envelope() {
        return codec.readRequest(plain, 0, plain.length);
    }

    /** The envelope alone, around an object with such a text in it. */
    @Benchmark
    public IncomingRequest envelopeOfObject() {
        return codec.readRequest(note, 0, note.length);
    }

    /** The envelope, and the payload as a text. */
    @Benchmark
    public @Nullable Object text() {
        return codec.readRequest(plain, 0, plain.length).data().bind(String.class);
    }

    /** The envelope, and the payload as a record. */
    @Benchmark
    public @Nullable Object record() {
        return codec.readRequest(note, 0, note.length).data().bind(Note.class);
    }

    /** A reply with the text, written to where there is room for it. */
    @Benchmark
    public int reply() {
        out.reset();
        codec.writeValue("\"d8c177ab0ed3eecc5743f\"", text, true, out);
        return out.size();
    }
}
