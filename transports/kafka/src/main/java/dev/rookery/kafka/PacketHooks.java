package dev.rookery.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rookery.codec.Body;
import dev.rookery.codec.ErrorBody;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.error.UnserializableValueException;
import dev.rookery.transport.MessageRecord;
import dev.rookery.transport.Outbound;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Serializers and deserializers of packets. There are no packets on Kafka, so one is made for them to look at. What a serializer makes of it goes as
 * its data where it is a packet yet, and else as a whole, which a header says.
 */
record PacketHooks(Payloads payloads) {
    private static final byte[] PACKET_HEADER = Payloads.PACKET.getBytes(US_ASCII);

    // ---- writing ----

    byte @Nullable [] writeRequest(Outbound message, String topic, @Nullable String id, Headers headers) {
        if (payloads.codec().serializer().isEmpty()) {
            return message.hasData() ? payloads.write(topic, message.data(), headers) : null;
        }
        var packet = new LinkedHashMap<String, @Nullable Object>();
        packet.put("pattern", topic);
        if (message.hasData()) {
            packet.put("data", message.data());
        }
        if (id != null) {
            packet.put("id", id);
        }
        return written(packet, "data", topic, headers);
    }

    byte @Nullable [] writeValue(String topic, String id, @Nullable Object value, boolean last, Headers headers) {
        if (payloads.codec().serializer().isEmpty()) {
            return payloads.write(topic, value, headers);
        }
        var packet = new LinkedHashMap<String, @Nullable Object>();
        packet.put("response", MessageRecord.dataOf(value));
        return written(ended(packet, id, last), "response", topic, headers);
    }

    byte @Nullable [] writeError(String id, ErrorBody error, Headers headers) {
        var packet = new LinkedHashMap<String, @Nullable Object>();
        packet.put("err", error.wireValue());
        return writtenWhole(ended(packet, id, true), headers);
    }

    byte @Nullable [] writeEnd(String id, Headers headers) {
        return writtenWhole(ended(new LinkedHashMap<>(), id, true), headers);
    }

    private static Map<String, @Nullable Object> ended(Map<String, @Nullable Object> packet, String id, boolean last) {
        if (last) {
            packet.put("isDisposed", true);
        }
        packet.put("id", id);
        return packet;
    }

    private @Nullable Object serialized(Map<String, @Nullable Object> packet) {
        try {
            return payloads.codec().serializer().orElseThrow().serialize(packet);
        } catch (RuntimeException error) {
            throw new UnserializableValueException("The serializer failed: " + error, error);
        }
    }

    private byte @Nullable [] written(
            Map<String, @Nullable Object> packet, String member, String topic, Headers headers) {
        var changed = serialized(packet);
        return changed instanceof Map<?, ?> map && (map.containsKey(member) || map.containsKey("pattern"))
                ? payloads.write(topic, map.get(member), headers)
                : whole(changed, headers);
    }

    private byte @Nullable [] writtenWhole(Map<String, @Nullable Object> packet, Headers headers) {
        if (payloads.codec().serializer().isEmpty()) {
            return null;
        }
        var changed = serialized(packet);
        return changed instanceof Map<?, ?> map && map.containsKey("isDisposed") ? null : whole(changed, headers);
    }

    private byte[] whole(@Nullable Object changed, Headers headers) {
        headers.remove(KafkaHeaders.CONTENT_TYPE);
        headers.add(KafkaHeaders.CONTENT_TYPE, PACKET_HEADER);
        return payloads.plainJson(changed);
    }

    // ---- reading ----

    boolean reads() {
        return payloads.codec().deserializer().isPresent();
    }

    /** What the deserializer makes of a message: of a whole packet as it came, or else of the one that stands for it. */
    Map<String, @Nullable Object> read(
            String topic,
            Headers headers,
            byte @Nullable [] value,
            Map<String, @Nullable Object> packet,
            String member) {
        try {
            var body = payloads.read(topic, headers, value);
            Object message = packet;
            if (Payloads.isPacket(headers)) {
                message = body.bind(Object.class);
            } else if (!body.isAbsent()) {
                packet.put(member, body.bind(Object.class));
            }
            return payloads.codec().deserializer().orElseThrow().deserialize(message);
        } catch (RuntimeException error) {
            throw error instanceof UndecodableMessageException known
                    ? known
                    : new UndecodableMessageException("The deserializer failed: " + error, error);
        }
    }

    Body member(Map<String, @Nullable Object> packet, String name) {
        return packet.containsKey(name) ? payloads.codec().dataOf(packet.get(name)) : Body.absent();
    }
}
