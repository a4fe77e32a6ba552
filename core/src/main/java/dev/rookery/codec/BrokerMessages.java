package dev.rookery.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.error.UndecodableMessageException;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import tools.jackson.core.io.SerializedString;

/**
 * Reads what comes by a broker's channel, where anybody may send anything. A message that is no packet is an event whose payload is the whole
 * message, as in Nest. A reply is no message for a handler: a subscription with wildcards may fit the address that replies go to.
 */
public final class BrokerMessages {
    private static final byte[] BEFORE = "{\"data\":".getBytes(US_ASCII);
    private static final byte[] AFTER = "}".getBytes(US_ASCII);

    private BrokerMessages() {}

    /**
     * Reads a message whose bytes are JSON.
     *
     * @param codec reads packets
     * @param text the message; kept, so it must not change afterwards
     * @return the request or event, which for a foreign message has neither pattern nor id; empty for a reply
     * @throws UndecodableMessageException if the bytes are no JSON
     */
    public static Optional<IncomingRequest> read(PacketCodec codec, byte[] text) {
        var packet = codec.readRequest(text, 0, text.length);
        return packet.isForeign() ? foreign(codec, text) : Optional.of(packet);
    }

    /**
     * Reads a message that may be anything: what is no JSON is a text.
     *
     * @param codec reads packets
     * @param text the message; kept, so it must not change afterwards
     * @return the request or event, which for a foreign message has neither pattern nor id; empty for a reply
     * @throws UndecodableMessageException if the message is JSON that the codec refuses, as beyond a limit: it may be a request, and is no text
     */
    public static Optional<IncomingRequest> readAny(PacketCodec codec, byte[] text) {
        try {
            return read(codec, text);
        } catch (UndecodableMessageException refused) {
            if (JsonSkipper.isJson(text)) {
                throw refused;
            }
            return foreign(codec, quoted(text));
        }
    }

    private static byte[] quoted(byte[] text) {
        var quoted = new ByteArrayOutputStream(text.length + 2);
        quoted.write('"');
        quoted.writeBytes(new SerializedString(new String(text, UTF_8)).asQuotedUTF8());
        quoted.write('"');
        return quoted.toByteArray();
    }

    private static Optional<IncomingRequest> foreign(PacketCodec codec, byte[] text) {
        var wrapped = new ByteArrayOutputStream(BEFORE.length + text.length + AFTER.length);
        wrapped.writeBytes(BEFORE);
        wrapped.writeBytes(text);
        wrapped.writeBytes(AFTER);
        var message =
                codec.readRequest(wrapped.toByteArray(), 0, wrapped.size()).data();
        return isReply(message)
                ? Optional.empty()
                : Optional.of(new IncomingRequest(null, message, null, Body.absent()));
    }

    private static boolean isReply(Body message) {
        return !message.property("id").isAbsent()
                && (!message.property("response").isAbsent()
                        || !message.property("err").isAbsent()
                        || !message.property("isDisposed").isAbsent());
    }
}
