package dev.rookery.tcp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rookery.error.UndecodableMessageException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Any bytes at all, in any pieces: the decoder refuses them or cuts them, and always in the same way. */
final class FrameDecoderFuzzTest {
    private static final int LIMIT = 4_096;

    @FuzzTest(maxDuration = "60s")
    void any_bytes_are_cut_the_same_way_in_whatever_pieces_they_come(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var whole = outcome(input, input.length);
        var pieces = outcome(input, 1 + (input[0] & 0x0F));
        if (!whole.equals(pieces)) {
            throw new AssertionError("in one piece: " + whole + "\nin pieces: " + pieces);
        }
    }

    private static String outcome(byte[] input, int piece) {
        var decoder = new LengthPrefixDecoder(LIMIT);
        var packets = new ByteArrayOutputStream();
        var start = 0;
        try {
            for (var arrived = Math.min(piece, input.length); ; arrived = Math.min(arrived + piece, input.length)) {
                var received = ByteBuffer.wrap(input, start, arrived - start);
                for (var packet = decoder.next(received); packet != null; packet = decoder.next(received)) {
                    check(packet, input.length);
                    packets.writeBytes(packet);
                    packets.write('\n');
                }
                start = received.position();
                if (arrived == input.length) {
                    return packets.toString(StandardCharsets.UTF_8);
                }
            }
        } catch (UndecodableMessageException refused) {
            return packets.toString(StandardCharsets.UTF_8) + "refused";
        }
    }

    private static void check(byte[] packet, int available) {
        if (packet.length == 0 || packet.length > 3 * available) {
            throw new AssertionError("a packet of " + packet.length + " bytes out of " + available);
        }
        var text = new String(packet, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), packet)) {
            throw new AssertionError("a packet that is not well-formed: " + text);
        }
    }
}
