package dev.rookery.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.codec.Body;
import dev.rookery.transport.MessageContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What is known of a message that came by Kafka, and what can be done with its partition. Safe for use by several threads. */
public final class KafkaContext implements MessageContext {
    private final ConsumerRecord<byte[], byte[]> message;
    private final Body metadata;
    private final Body payload;
    private final Intake intake;
    private volatile @Nullable Map<String, String> headers;
    private volatile @Nullable List<KafkaContext> items;

    KafkaContext(ConsumerRecord<byte[], byte[]> message, Body metadata, Body payload, Intake intake) {
        this.message = message;
        this.metadata = metadata;
        this.payload = payload;
        this.intake = intake;
    }

    /** {@inheritDoc} It is the topic, which is what finds the handler. */
    @Override
    public String pattern() {
        return message.topic();
    }

    @Override
    public String transport() {
        return KafkaTransporter.ID;
    }

    /** {@inheritDoc} Only clients of Rookery send any. */
    @Override
    public Body metadata() {
        return metadata;
    }

    /** {@inheritDoc} Those of the record, as texts; of several with one name the last one. */
    @Override
    public Map<String, String> headers() {
        var known = headers;
        if (known == null) {
            known = HeaderText.all(message.headers());
            headers = known;
        }
        return known;
    }

    /**
     * The topic, also where the handler's pattern is an expression.
     *
     * @return the topic
     */
    public String topic() {
        return message.topic();
    }

    /**
     * The partition.
     *
     * @return its number
     */
    public int partition() {
        return message.partition();
    }

    /**
     * The position in the partition.
     *
     * @return the offset
     */
    public long offset() {
        return message.offset();
    }

    /**
     * When the message was made, or when the broker got it, as the topic is configured.
     *
     * @return the time
     */
    public Instant timestamp() {
        return Instant.ofEpochMilli(message.timestamp());
    }

    /**
     * The key as a text.
     *
     * @return the key; empty if the message has none. Its bytes are in {@link #message()}
     */
    public Optional<String> key() {
        return Optional.ofNullable(message.key()).map(bytes -> new String(bytes, UTF_8));
    }

    /**
     * The driver's record: bytes as they came.
     *
     * @return the record, which must not be changed
     */
    public ConsumerRecord<byte[], byte[]> message() {
        return message;
    }

    /**
     * The contexts of a batch, in the order of its payloads.
     *
     * @return the contexts; of a message that came alone only this one
     */
    public List<KafkaContext> items() {
        var all = items;
        return all == null ? List.of(this) : all;
    }

    KafkaContext withItems(List<KafkaContext> all) {
        var first = new KafkaContext(message, metadata, payload, intake);
        first.items = List.copyOf(all);
        return first;
    }

    Body payload() {
        return payload;
    }

    private TopicPartition place() {
        return new TopicPartition(message.topic(), message.partition());
    }

    /** Takes no further messages of this partition, until {@link #resume}. Those that were fetched already are still handled. Returns at once. */
    public void pause() {
        intake.hold(place(), true);
    }

    /** Takes messages of this partition again. Returns at once. */
    public void resume() {
        intake.hold(place(), false);
    }

    /**
     * Goes on at another place of this partition: what was fetched is forgotten, and this message is done wherever the position is. Returns at once.
     *
     * @param offset the offset of the message that is to be handled next
     */
    public void seek(long offset) {
        intake.seek(place(), offset);
    }

    /**
     * Uses the driver's consumer, which only the polling thread may touch.
     *
     * @param use runs on the polling thread and must not block
     * @param <T> what it says
     * @return completes with what it said, or why it failed
     */
    public <T> CompletableFuture<T> withConsumer(Function<? super Consumer<byte[], byte[]>, ? extends T> use) {
        return intake.withConsumer(use);
    }

    /**
     * The driver's producer, by which the service sends its replies.
     *
     * @return the producer, which is not to be closed
     */
    public Producer<byte[], byte[]> producer() {
        return intake.producer();
    }

    @Override
    public String toString() {
        return "KafkaContext[" + message.topic() + "-" + message.partition() + "@" + message.offset() + "]";
    }
}
