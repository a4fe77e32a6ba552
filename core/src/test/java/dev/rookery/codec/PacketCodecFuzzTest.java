package dev.rookery.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.UndecodableMessageException;
import java.util.Arrays;
import java.util.List;

/** Whatever bytes come: a packet or an {@link UndecodableMessageException}, and a payload that binds or says that it does not. */
class PacketCodecFuzzTest {
    private static final JsonPacketCodec CODEC = JsonPacketCodec.withDefaults();
    private static final JsonPacketCodec NARROW =
            JsonPacketCodec.builder().limits(new JsonLimits(8, 16, 16, 64)).build();
    private static final int OFFSET = 3;

    @FuzzTest(maxDuration = "60s")
    void any_bytes_are_a_packet_or_undecodable(byte[] bytes) {
        var shifted = new byte[OFFSET + bytes.length];
        System.arraycopy(bytes, 0, shifted, OFFSET, bytes.length);
        for (var codec : List.of(CODEC, NARROW)) {
            read(codec, shifted, bytes.length);
        }
        if (!Arrays.equals(bytes, 0, bytes.length, shifted, OFFSET, shifted.length)) {
            throw new AssertionError("the codec wrote to what it read");
        }
    }

    private static void read(PacketCodec codec, byte[] text, int length) {
        try {
            var request = codec.readRequest(text, OFFSET, length);
            bind(request.data());
            bind(request.metadata());
            if (request.id() != null) {
                codec.writeValue(request.id(), 1, true, java.io.OutputStream.nullOutputStream());
            }
        } catch (UndecodableMessageException expected) {
            // the other thing that may be
        }
        try {
            var reply = codec.readReply(text, OFFSET, length);
            bind(reply.response());
            bind(reply.error());
        } catch (UndecodableMessageException expected) {
            // the other thing that may be
        }
    }

    private static void bind(Body body) {
        for (var type : List.of(Object.class, Packets.Golden.class, byte[].class, int.class, String.class)) {
            try {
                body.bind(type);
            } catch (InvalidPayloadException expected) {
                // it may not fit
            }
        }
        try {
            body.property("a").bind(Object.class);
        } catch (InvalidPayloadException expected) {
            // nor may its members
        }
        var _ = body.toString();
    }
}
