package dev.rookery.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what has failed for good, as it came, to a topic where somebody can look at it. */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int LONGEST_MESSAGE = 1_000;

    private final KafkaFailures failures;
    private final Publisher publisher;

    DeadLetters(KafkaFailures failures, Publisher publisher) {
        this.failures = failures;
        this.publisher = publisher;
    }

    /** Tries until it is taken, since it would be lost otherwise; false if the partition is over before. */
    boolean bury(Partition partition, ConsumerRecord<byte[], byte[]> message, Throwable cause) {
        var topic = message.topic() + failures.deadLetterSuffix();
        for (var failed = 1; !partition.isOver(); failed++) {
            try {
                var _ = publisher
                        .send(new ProducerRecord<>(
                                topic, null, null, message.key(), message.value(), headers(message, cause)))
                        .join();
                LOG.warn(
                        "The message of {} at offset {} went to {}: {}",
                        partition.place(),
                        message.offset(),
                        topic,
                        cause.toString());
                return true;
            } catch (CompletionException | dev.rookery.error.RookeryException error) {
                LOG.error(
                        "The message of {} at offset {} cannot be published to {}, and its partition waits",
                        partition.place(),
                        message.offset(),
                        topic,
                        error);
            }
            if (!partition.sleep(failures.backoff().delay(failed))) {
                return false;
            }
        }
        return false;
    }

    private static Headers headers(ConsumerRecord<byte[], byte[]> message, Throwable cause) {
        var headers = new RecordHeaders(message.headers());
        put(headers, KafkaHeaders.DLT_ORIGINAL_TOPIC, message.topic());
        put(headers, KafkaHeaders.DLT_ORIGINAL_PARTITION, String.valueOf(message.partition()));
        put(headers, KafkaHeaders.DLT_ORIGINAL_OFFSET, String.valueOf(message.offset()));
        put(headers, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, String.valueOf(message.timestamp()));
        put(headers, KafkaHeaders.DLT_EXCEPTION_FQCN, cause.getClass().getName());
        var text = String.valueOf(cause.getMessage());
        put(
                headers,
                KafkaHeaders.DLT_EXCEPTION_MESSAGE,
                text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…");
        return headers;
    }

    private static void put(Headers headers, String name, String text) {
        headers.remove(name);
        headers.add(name, text.getBytes(UTF_8));
    }
}
