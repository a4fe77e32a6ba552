package dev.rookery.codec;

import dev.rookery.transport.Outbound;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Nest's packets as bytes, and back. A transport frames what this writes.
 *
 * <p>Safe for use by several threads; nothing blocks. The writing methods may leave half a packet behind when they throw: what
 * was written is then worth nothing. Format: {@code {"pattern":…,"data":…,"metadata":…,"id":…}} for requests,
 * {@code {"response":…,"isDisposed":true,"id":…}} and {@code {"err":…,"isDisposed":true,"id":…}} for replies.
 */
public interface PacketCodec {

    /**
     * Reads a request or an event. The array is kept: it must not change afterwards.
     *
     * @param text the array that holds the packet
     * @param offset where the packet begins
     * @param length how many bytes it takes
     * @return the packet, whatever it lacks
     * @throws dev.rookery.error.UndecodableMessageException if the bytes are no JSON, or beyond a limit
     */
    IncomingRequest readRequest(byte[] text, int offset, int length);

    /**
     * Reads a reply. The array is kept: it must not change afterwards.
     *
     * @param text the array that holds the packet
     * @param offset where the packet begins
     * @param length how many bytes it takes
     * @return the packet, whatever it lacks
     * @throws dev.rookery.error.UndecodableMessageException if the bytes are no JSON, or beyond a limit
     */
    IncomingReply readReply(byte[] text, int offset, int length);

    /**
     * Writes a request, with the pattern as the caller gave it.
     *
     * @param request what is asked
     * @param id the id that the reply will carry
     * @param out where to
     * @throws dev.rookery.error.UnserializableValueException if the data cannot be written
     */
    void writeRequest(Outbound request, String id, OutputStream out);

    /**
     * Writes an event, with the route as its pattern.
     *
     * @param event what happened
     * @param out where to
     * @throws dev.rookery.error.UnserializableValueException if the data cannot be written
     */
    void writeEvent(Outbound event, OutputStream out);

    /**
     * Writes one value of a reply.
     *
     * @param id the JSON text of the request's id; null leaves it out
     * @param value the value; of a {@link dev.rookery.transport.MessageRecord} only its data is written
     * @param last whether the exchange ends with it
     * @param out where to
     * @throws dev.rookery.error.UnserializableValueException if the value cannot be written
     */
    void writeValue(@Nullable String id, @Nullable Object value, boolean last, OutputStream out);

    /**
     * Writes the end of a reply that has no further value.
     *
     * @param id the JSON text of the request's id; null leaves it out
     * @param out where to
     */
    void writeEnd(@Nullable String id, OutputStream out);

    /**
     * Writes an error, which ends the reply.
     *
     * @param id the JSON text of the request's id; null leaves it out
     * @param error the error
     * @param out where to
     * @throws dev.rookery.error.UnserializableValueException if the error cannot be written
     */
    void writeError(@Nullable String id, ErrorBody error, OutputStream out);

    /**
     * Writes that no handler is bound to the pattern, in Nest's words.
     *
     * @param id the JSON text of the request's id; null leaves it out
     * @param out where to
     */
    void writeNoHandler(@Nullable String id, OutputStream out);

    // ---- payloads without a packet, for transports that say all else in headers ----

    /**
     * Reads a payload that stands alone. The array is kept: it must not change afterwards.
     *
     * @param text JSON of any kind
     * @return the payload
     * @throws dev.rookery.error.UndecodableMessageException if the bytes are no JSON, or beyond a limit
     */
    Body readData(byte[] text);

    /**
     * Reads and binds a payload that stands alone, for transports that hand the bytes on unread: as {@link #readData} and {@link Body#bind} do it one
     * after the other, but in one pass where that can be.
     *
     * @param text JSON of any kind
     * @param type a class, or a generic type
     * @return the value, null where the payload is null
     * @throws dev.rookery.error.UndecodableMessageException if the bytes are no JSON, or beyond a limit
     * @throws dev.rookery.error.InvalidPayloadException if the payload does not fit the type
     */
    default @Nullable Object bindData(byte[] text, Type type) {
        return readData(text).bind(type);
    }

    /**
     * Reads what a client of a WebSocket gateway sends, {@code {"event":…,"data":…}}, which no hook changes. The array is kept: it must not change
     * afterwards.
     *
     * @param text JSON of any kind
     * @return the event, whatever it lacks
     * @throws dev.rookery.error.UndecodableMessageException if the bytes are no JSON, or beyond a limit
     */
    default IncomingEvent readEvent(byte[] text) {
        var message = readData(text);
        var name = message.property("event").bind(Object.class);
        return new IncomingEvent(name instanceof String known ? known : null, message.property("data"));
    }

    /**
     * Makes a payload of a value that is there already, such as a text that came as it is.
     *
     * @param value anything that can be written as JSON, or null
     * @return the payload
     */
    Body dataOf(@Nullable Object value);

    /**
     * Writes a payload that stands alone.
     *
     * @param value the payload
     * @param out where to
     * @throws dev.rookery.error.UnserializableValueException if the value cannot be written
     */
    void writeData(@Nullable Object value, OutputStream out);

    /**
     * What changes packets before they are written, for transports whose packets have a form of their own. The writing methods above call it
     * themselves, but for {@link #writeData}.
     *
     * @return the hook, if there is one
     */
    Optional<Serializer> serializer();

    /**
     * What makes packets of messages as they come, for transports whose packets have a form of their own. The reading methods above call it
     * themselves, but for {@link #readData}.
     *
     * @return the hook, if there is one
     */
    Optional<Deserializer> deserializer();
}
