package dev.rookery.kafka;

import dev.rookery.transport.MessageRecord;
import java.util.List;

/**
 * Several events for one topic, emitted in one go: {@code client.emit("orders", KafkaMessages.of(first, second))}. What is emitted completes when
 * Kafka has taken all of them. On other transports it is one event with an array.
 *
 * @param messages payloads, or a {@link KafkaRecord} each
 */
public record KafkaMessages(List<Object> messages) implements MessageRecord {

    /** Copies the list. */
    public KafkaMessages {
        messages = List.copyOf(messages);
    }

    /**
     * Several events.
     *
     * @param messages payloads, or a {@link KafkaRecord} each
     * @return the events, in this order
     */
    public static KafkaMessages of(Object... messages) {
        return new KafkaMessages(List.of(messages));
    }

    @Override
    public Object data() {
        return messages.stream().map(MessageRecord::dataOf).toList();
    }
}
