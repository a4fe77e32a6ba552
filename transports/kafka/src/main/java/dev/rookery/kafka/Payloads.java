package dev.rookery.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.codec.Body;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.error.UnserializableValueException;
import dev.rookery.transport.MessageRecord;
import java.io.ByteArrayOutputStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Payloads as the values of records. Nest has no envelope on Kafka: objects and arrays are JSON, all else is text, and nobody can tell {@code 5}
 * from {@code "5"}. So what is no object or array says in a header what it is; a value without that header is read as Nest reads it.
 */
final class Payloads {
    static final String TEXT = "text/plain";
    static final String JSON = "application/json";
    static final String BYTES = "application/octet-stream";
    /** A packet as a serializer of the user's made it. */
    static final String PACKET = "application/vnd.rookery.packet+json";

    private static final byte[] TEXT_HEADER = TEXT.getBytes(US_ASCII);
    private static final byte[] JSON_HEADER = JSON.getBytes(US_ASCII);
    private static final byte[] BYTES_HEADER = BYTES.getBytes(US_ASCII);
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final PacketCodec codec;
    private final KafkaOptions options;

    Payloads(PacketCodec codec, KafkaOptions options) {
        this.codec = codec;
        this.options = options;
    }

    PacketCodec codec() {
        return codec;
    }

    // ---- writing ----

    /** The bytes of a value, null for null; what it is goes into the headers, unless they say so already. */
    byte @Nullable [] write(String topic, @Nullable Object given, Headers headers) {
        var value = MessageRecord.dataOf(given);
        var serializer = options.valueSerializer();
        if (serializer != null) {
            return serialized(serializer, topic, value, headers);
        }
        return switch (value) {
            case null -> null;
            case byte[] bytes -> marked(bytes, BYTES_HEADER, headers);
            case String text -> marked(text.getBytes(UTF_8), TEXT_HEADER, headers);
            default -> json(value, headers);
        };
    }

    private static byte @Nullable [] serialized(
            Serializer<Object> serializer, String topic, @Nullable Object value, Headers headers) {
        try {
            return value == null ? null : serializer.serialize(topic, headers, value);
        } catch (RuntimeException error) {
            throw new UnserializableValueException(
                    "The valueSerializer cannot write a " + value.getClass().getName() + ": " + error, error);
        }
    }

    private byte @Nullable [] json(Object value, Headers headers) {
        var json = plainJson(value);
        return switch (json[0]) {
            case '{', '[' -> json;
            case '"' -> {
                var text = codec.readData(json).bind(String.class);
                yield marked(String.valueOf(text).getBytes(UTF_8), TEXT_HEADER, headers);
            }
            case 'n' -> null;
            default -> marked(json, JSON_HEADER, headers);
        };
    }

    byte[] plainJson(@Nullable Object value) {
        var json = new ByteArrayOutputStream();
        codec.writeData(value, json);
        return json.toByteArray();
    }

    private static byte[] marked(byte[] value, byte[] type, Headers headers) {
        if (headers.lastHeader(KafkaHeaders.CONTENT_TYPE) == null) {
            headers.add(KafkaHeaders.CONTENT_TYPE, type);
        }
        return value;
    }

    /** Says that a value which is not there is null, where nothing is not the same. */
    static void markNull(Headers headers) {
        if (headers.lastHeader(KafkaHeaders.CONTENT_TYPE) == null) {
            headers.add(KafkaHeaders.CONTENT_TYPE, JSON_HEADER);
        }
    }

    // ---- reading ----

    static boolean isPacket(Headers headers) {
        return PACKET.equals(HeaderText.text(headers, KafkaHeaders.CONTENT_TYPE));
    }

    /** A value as a payload; absent where there is none, and nobody says that this is null. */
    Body read(String topic, Headers headers, byte @Nullable [] value) {
        var deserializer = options.valueDeserializer();
        if (deserializer != null) {
            return value == null
                    ? Body.absent()
                    : new ObjectBody(codec, deserialized(deserializer, topic, value, headers));
        }
        var type = HeaderText.text(headers, KafkaHeaders.CONTENT_TYPE);
        if (value == null) {
            return type != null && type.startsWith(JSON) ? codec.readData(NULL) : Body.absent();
        }
        if (type != null) {
            if (type.startsWith(JSON) || type.equals(PACKET)) {
                return jsonOrText(value);
            }
            if (type.startsWith(TEXT)) {
                return new TextBody(codec, value, false);
            }
            if (type.equals(BYTES)) {
                return new ObjectBody(codec, value);
            }
        }
        return unmarked(value);
    }

    private static @Nullable Object deserialized(
            Deserializer<?> deserializer, String topic, byte[] value, Headers headers) {
        try {
            return deserializer.deserialize(topic, headers, value);
        } catch (RuntimeException error) {
            throw new UndecodableMessageException(
                    "The valueDeserializer cannot read a value of " + topic + ": " + error, error);
        }
    }

    private Body unmarked(byte[] value) {
        if (options.keepBinary() || (value.length > 0 && value[0] == 0)) {
            return new ObjectBody(codec, value);
        }
        return value.length > 0 && (value[0] == '{' || value[0] == '[')
                ? jsonOrText(value)
                : new TextBody(codec, value, true);
    }

    private Body jsonOrText(byte[] value) {
        return new JsonOrTextBody(codec, value);
    }
}
