package dev.rookery.kafka;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Makes the polls that bring something fail with an error that the driver does not catch, as often as a test has said. */
public final class Stumbling implements ConsumerInterceptor<byte[], byte[]>, ProducerInterceptor<byte[], byte[]> {
    static final AtomicInteger STILL = new AtomicInteger();

    /** For the driver. */
    public Stumbling() {}

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        if (STILL.getAndUpdate(times -> Math.max(0, times - 1)) > 0) {
            throw new NoClassDefFoundError("of an interceptor");
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> message) {
        return message;
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata where, @Nullable Exception error) {}

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
}
