package dev.rookery.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What Node makes of text that is no UTF-8: each bad sequence becomes U+FFFD. */
final class Utf8 {
    private Utf8() {}

    /** The text with its bad sequences replaced; null if there are none. */
    static byte @Nullable [] repaired(byte[] text, int offset, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text, offset, length));
            return null;
        } catch (CharacterCodingException malformed) {
            return new String(text, offset, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        }
    }
}
