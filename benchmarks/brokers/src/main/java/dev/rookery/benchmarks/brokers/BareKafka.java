package dev.rookery.benchmarks.brokers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.benchmarks.process.ClientProcess;
import dev.rookery.benchmarks.process.ServiceProcess;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Events, requests and replies on Kafka's own client, with Nest's headers: {@code BareKafka <service | virtual | client> <port>}. What a poll brings
 * is handled before the next poll, which commits it now and then.
 */
final class BareKafka {
    private static final String REQUESTS = "math.sum";
    private static final String REPLIES = "math.sum.reply";
    private static final String EVENTS = "event";
    private static final String ID = "kafka_correlationId";
    private static final String REPLY_TOPIC = "kafka_replyTopic";
    private static final byte[] REPLIES_HERE = REPLIES.getBytes(UTF_8);
    private static final Duration POLL = Duration.ofMillis(100);

    private final String broker;
    private final KafkaProducer<byte[], byte[]> producer;
    private final LongAdder handled = new LongAdder();

    private BareKafka(int port) {
        broker = "127.0.0.1:" + port;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static void main(String[] arguments) throws InterruptedException {
        var port = Integer.parseInt(arguments[1]);
        var bare = new BareKafka(port);
        if (arguments[0].equals("client")) {
            var caller = new BareCaller(bare::request, bare.producer::close);
            bare.receiveReplies(caller);
            ClientProcess.serve(caller);
        }
        bare.serve(new BareService(arguments[0].equals("virtual")));
        ServiceProcess.serve(port, bare.handled::sum);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void poll(
            KafkaConsumer<byte[], byte[]> consumer, Consumer<ConsumerRecords<byte[], byte[]>> messages) {
        Thread.ofPlatform().name("poll").start(() -> {
            while (true) {
                messages.accept(consumer.poll(POLL));
            }
        });
    }

    // ---- client ----

    private void request(String id) {
        var request = new ProducerRecord<byte[], byte[]>(REQUESTS, Packets.data());
        request.headers().add(ID, id.getBytes(UTF_8));
        request.headers().add(REPLY_TOPIC, REPLIES_HERE);
        var _ = producer.send(request);
    }

    private void receiveReplies(BareCaller caller) {
        var consumer = consumer(Map.of("bootstrap.servers", broker));
        var place = new TopicPartition(REPLIES, 0);
        consumer.assign(List.of(place));
        consumer.seekToEnd(List.of(place));
        var _ = consumer.position(place);
        poll(
                consumer,
                replies -> replies.forEach(reply -> caller.replied(header(reply, ID), Packets.read(reply.value()))));
    }

    // ---- service ----

    /** Blocks until the partitions are there. */
    private void serve(BareService service) throws InterruptedException {
        var consumer = consumer(Map.of("bootstrap.servers", broker, "group.id", "benchmarks"));
        var joined = new CountDownLatch(1);
        consumer.subscribe(List.of(REQUESTS, EVENTS), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                joined.countDown();
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                // at the end only
            }
        });
        poll(consumer, messages -> handleAll(messages, service));
        joined.await();
    }

    private void handleAll(ConsumerRecords<byte[], byte[]> messages, BareService service) {
        var open = new CountDownLatch(messages.count());
        for (var message : messages) {
            service.run(() -> {
                handle(message);
                open.countDown();
            });
        }
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(ConsumerRecord<byte[], byte[]> message) {
        if (message.topic().equals(EVENTS)) {
            Packets.sumOfData(message.value());
            handled.increment();
            return;
        }
        var reply = new ProducerRecord<byte[], byte[]>(
                header(message, REPLY_TOPIC), 0, null, Packets.answerToData(message.value()));
        reply.headers().add(ID, message.headers().lastHeader(ID).value());
        reply.headers().add("kafka_nest-is-disposed", new byte[1]);
        var _ = producer.send(reply);
    }

    private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), UTF_8);
    }
}
