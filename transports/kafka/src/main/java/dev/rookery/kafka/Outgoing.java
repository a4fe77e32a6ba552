package dev.rookery.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.transport.MessageRecord;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Makes records of the driver's out of what is to be sent. */
final class Outgoing {
    private final Payloads payloads;

    Outgoing(Payloads payloads) {
        this.payloads = payloads;
    }

    /** The headers of a message: those of all, then its own, then its binary ones. */
    static Headers headers(Map<String, String> ofAll, Map<String, String> own, @Nullable Object given) {
        var headers = new RecordHeaders();
        HeaderText.putAll(headers, ofAll);
        HeaderText.putAll(headers, own);
        if (given instanceof KafkaRecord record) {
            record.binaryHeaders().forEach((name, bytes) -> headers.remove(name).add(name, bytes));
        }
        return headers;
    }

    static Map<String, String> headersOf(@Nullable Object given) {
        return given instanceof MessageRecord record ? record.headers() : Map.of();
    }

    /**
     * A record for a topic.
     *
     * @param value the bytes of the payload
     * @param given what the user gave, which may say more than the payload
     * @param partition where it has to go; null where that is open
     */
    ProducerRecord<byte[], byte[]> record(
            String topic,
            @Nullable Integer partition,
            byte @Nullable [] value,
            Headers headers,
            @Nullable Object given) {
        if (given instanceof KafkaRecord record) {
            var time = record.timestamp();
            return new ProducerRecord<>(
                    topic,
                    partition == null ? record.partition() : partition,
                    time == null ? null : time.toEpochMilli(),
                    key(record.key()),
                    value,
                    headers);
        }
        return new ProducerRecord<>(topic, partition, null, null, value, headers);
    }

    private byte @Nullable [] key(@Nullable Object key) {
        return switch (key) {
            case null -> null;
            case byte[] bytes -> bytes;
            case CharSequence text -> text.toString().getBytes(UTF_8);
            case Number number -> number.toString().getBytes(UTF_8);
            default -> payloads.plainJson(key);
        };
    }
}
