package dev.rookery.web;

import dev.rookery.internal.DeadlineSweeper;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.jspecify.annotations.Nullable;

/** Puts the messages of one client together of their frames. Keeps nothing between messages. Used by one thread at a time. */
final class MessageAssembly {
    private final int maxBytes;
    private final long patienceNanos;
    private @Nullable ByteArrayOutputStream parts;
    private boolean text;
    private boolean tooLarge;
    private long refusedAt;

    /**
     * Begins with nothing.
     *
     * @param maxBytes how large a message may be
     * @param patienceNanos how long the rest of one that is larger is waited for, and dropped. A client that is closed while it sends could lose the
     *     code that says why, which it may not read before all is sent
     */
    MessageAssembly(int maxBytes, long patienceNanos) {
        this.maxBytes = maxBytes;
        this.patienceNanos = patienceNanos;
    }

    /**
     * Takes the next data frame, whose payload may be used by others afterwards.
     *
     * @return the message, if the frame was its last
     * @throws MessageTooLargeException if the message is too large, at its end
     * @throws BadPayloadException if it is a text and no UTF-8
     */
    Optional<byte[]> add(Frame frame) {
        if (frame.getOpCode() != OpCode.CONTINUATION) {
            text = frame.getOpCode() == OpCode.TEXT;
        }
        var before = parts;
        if (tooLarge || frame.getPayloadLength() + (before == null ? 0 : before.size()) > maxBytes) {
            return dropped(frame.isFin());
        }
        var bytes = new byte[frame.getPayloadLength()];
        if (frame.hasPayload()) {
            frame.getPayload().get(bytes);
        }
        if (before == null && frame.isFin()) {
            return Optional.of(checked(bytes));
        }
        var gathered = before == null ? new ByteArrayOutputStream() : before;
        gathered.writeBytes(bytes);
        parts = frame.isFin() ? null : gathered;
        return frame.isFin() ? Optional.of(checked(gathered.toByteArray())) : Optional.empty();
    }

    private Optional<byte[]> dropped(boolean last) {
        var now = DeadlineSweeper.now();
        if (!tooLarge) {
            tooLarge = true;
            parts = null;
            refusedAt = now + patienceNanos;
        }
        if (last || now >= refusedAt) {
            throw new MessageTooLargeException("The message is larger than " + maxBytes + " bytes");
        }
        return Optional.empty();
    }

    private byte[] checked(byte[] message) {
        if (text && !isAscii(message)) {
            try {
                var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
            } catch (CharacterCodingException e) {
                throw new BadPayloadException("The text is no UTF-8", e);
            }
        }
        return message;
    }

    private static boolean isAscii(byte[] message) {
        for (var octet : message) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }
}
