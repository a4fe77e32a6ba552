package dev.rookery.web;

import dev.rookery.codec.PacketCodec;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** How the values of a stream follow each other in a body. Each object is of one reply, and used under its lock. */
interface StreamFormat {

    /** The media type, with its charset where it has one. */
    String contentType();

    /** What stands before the first value. */
    void begin(ByteArrayOutputStream out);

    /**
     * Writes a value.
     *
     * @throws dev.rookery.error.UnserializableValueException if it cannot be written; nothing was written then
     */
    void value(@Nullable Object value, ByteArrayOutputStream out);

    /** What stands after the last value. */
    void end(ByteArrayOutputStream out);

    /** Writes an error in place of further values; false if the format has no place for one, so that the connection has to break. */
    default boolean error(HttpError error, ByteArrayOutputStream out) {
        return false;
    }

    /** What shows a silent client that the stream goes on; nothing where there is no such thing. */
    default void heartbeat(ByteArrayOutputStream out) {}

    /** One JSON array. */
    static StreamFormat array(PacketCodec codec) {
        return new JsonArrayFormat(codec);
    }

    /** A line of JSON for each value. */
    static StreamFormat lines(PacketCodec codec) {
        return new JsonLinesFormat(codec);
    }

    /** Server-sent events. */
    static StreamFormat events(PacketCodec codec) {
        return new SseFormat(codec);
    }
}
