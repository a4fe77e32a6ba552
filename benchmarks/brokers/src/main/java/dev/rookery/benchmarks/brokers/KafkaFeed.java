package dev.rookery.benchmarks.brokers;

import dev.rookery.benchmarks.process.FeederProcess.Feed;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Events in a topic, which the broker has acknowledged. */
final class KafkaFeed implements Feed {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    KafkaFeed(String topic, int port) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + port, "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void put(int count) {
        var event = Packets.data();
        for (var number = 0; number < count; number++) {
            var _ = producer.send(new ProducerRecord<>(topic, event));
        }
        producer.flush();
    }
}
