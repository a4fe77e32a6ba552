package dev.rookery.benchmarks.parts;

import dev.rookery.tcp.TcpFraming;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What it costs to cut packets out of what a socket brought, which is memory outside the heap as Netty reads it: the length is read, the
 * text counted, checked and copied into an array of its own. Times are per frame.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {
    private static final int BURST = 64;
    private static final int LARGE_BYTES = 64 * 1024;
    private static final int PIECE_BYTES = 1024;

    /** Made by JMH. */
    public FrameBenchmark() {}

    private static String frame(String packet) {
        return packet.length() + "#" + packet;
    }

    private static ByteBuffer received(String frames) {
        var bytes = Texts.utf8(frames);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** Many small requests in one read. */
    @State(Scope.Thread)
    public static class Burst {
        private final TcpFraming.Decoder decoder = TcpFraming.NEST.newDecoder(LARGE_BYTES);
        private final ByteBuffer received =
                received(frame("{\"pattern\":{\"cmd\":\"sum\"},\"data\":[1,2,3,4,5],\"id\":\"d8c177ab0ed3eecc5743f\"}")
                        .repeat(BURST));

        /** Made by JMH. */
        public Burst() {}
    }

    /** One large request. */
    @State(Scope.Thread)
    public static class Large {
        /** What is written in it. */
        @Param({Texts.ASCII, Texts.GERMAN, Texts.CHINESE, Texts.EMOJI})
        String text;

        private final TcpFraming.Decoder decoder = TcpFraming.NEST.newDecoder(2 * LARGE_BYTES);
        private ByteBuffer received;

        /** Made by JMH, which fills in the rest. */
        @SuppressWarnings("NullAway.Init")
        public Large() {}

        /** Writes the frame. */
        @Setup
        public void write() {
            received = received(frame("{\"pattern\":\"note.add\",\"data\":\"" + Texts.ofBytes(text, LARGE_BYTES)
                    + "\",\"id\":\"d8c177ab0ed3eecc5743f\"}"));
        }
    }

    /** Requests of 76 bytes, 64 of them in one read. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void small(Burst burst, Blackhole hole) {
        burst.received.rewind();
        for (var packet = burst.decoder.next(burst.received);
                packet != null;
                packet = burst.decoder.next(burst.received)) {
            hole.consume(packet);
        }
    }

    /** A request of 64 KiB that is there at once. */
    @Benchmark
    public Object large(Large large) {
        return whole(large.decoder.next(large.received.rewind()));
    }

    /** A request of 64 KiB that comes 1 KiB at a time: as much as at once, and not more the longer it grows. */
    @Benchmark
    public Object largeInPieces(Large large) {
        var received = large.received.rewind();
        var bytes = received.capacity();
        for (var arrived = PIECE_BYTES; arrived < bytes; arrived += PIECE_BYTES) {
            if (large.decoder.next(received.limit(arrived)) != null) {
                throw new IllegalStateException("A packet before its last byte, at " + arrived + " of " + bytes);
            }
        }
        return whole(large.decoder.next(received.limit(bytes)));
    }

    private static byte[] whole(byte @Nullable [] packet) {
        if (packet == null) {
            throw new IllegalStateException("No packet, though all of it is there");
        }
        return packet;
    }
}
