package dev.rookery.kafka;

import static dev.rookery.kafka.Services.LIMIT;
import static dev.rookery.kafka.Services.eventually;
import static dev.rookery.kafka.Services.own;
import static dev.rookery.kafka.Services.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.KafkaBroker;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What callers may do, and may rely on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaClientIT {
    private Broker broker;

    @BeforeAll
    void startBroker() {
        broker = KafkaBroker.start();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Test
    void who_waited_for_an_event_may_go_on_with_what_blocks() {
        var topic = unique("blocking");
        try (var client = Services.client(broker, options -> options)) {
            var both = client.emit(topic, "first")
                    .doOnSuccess(nothing -> client.emit(topic, "second").block(LIMIT))
                    .thenReturn("both");

            assertThat(both.block(LIMIT)).isEqualTo("both");
        }
    }

    // ---- what is on the wire ----

    @Test
    void tombstones_bytes_and_binary_headers_are_untouched_on_the_wire() {
        var topic = unique("wire");
        var bytes = new byte[] {(byte) 0xff, 0, 1, (byte) 0xc3};
        try (var client = Services.client(broker, options -> options)) {
            client.emit(topic, KafkaRecord.builder(null).key("gone").build()).block(LIMIT);
            client.emit(
                            topic,
                            KafkaRecord.builder(bytes)
                                    .key(bytes)
                                    .header("binary", bytes)
                                    .header("text", "ä")
                                    .build())
                    .block(LIMIT);
        }

        var records = read(topic, 2);

        assertThat(records.getFirst().key()).isEqualTo("gone".getBytes(UTF_8));
        assertThat(records.getFirst().value()).isNull();
        assertThat(records.getLast().key()).isEqualTo(bytes);
        assertThat(records.getLast().value()).isEqualTo(bytes);
        var headers = records.getLast().headers();
        assertThat(headers.lastHeader("binary").value()).isEqualTo(bytes);
        assertThat(headers.lastHeader("text").value()).isEqualTo("ä".getBytes(UTF_8));
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + broker.port(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            await().atMost(LIMIT).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
            });
        }
        return records;
    }

    // ---- serializers ----

    /** As those of a schema registry do it: a zero, the number of a schema, and then what only the two understand. */
    private static final class Framed implements Serializer<Object>, Deserializer<Object> {
        private static final int SCHEMA = 42;

        @Override
        public byte[] serialize(String topic, Object value) {
            var text = value.toString().getBytes(UTF_8);
            return ByteBuffer.allocate(5 + text.length)
                    .put((byte) 0)
                    .putInt(SCHEMA)
                    .put(text)
                    .array();
        }

        @Override
        public Object deserialize(String topic, byte[] bytes) {
            var buffer = ByteBuffer.wrap(bytes);
            assertThat(buffer.get()).isZero();
            assertThat(buffer.getInt()).isEqualTo(SCHEMA);
            return new String(bytes, 5, bytes.length - 5, UTF_8);
        }

        /** Both interfaces have one. */
        @Override
        public void configure(Map<String, ?> settings, boolean ofKeys) {}

        @Override
        public void close() {}
    }

    @Test
    void serializers_of_a_schema_registry_write_and_read_requests_replies_and_events() {
        var seen = new ConcurrentLinkedQueue<String>();
        var controller = new Object() {
            @MessagePattern("framed.greeting")
            String greet(String name) {
                return "hello " + name;
            }

            @EventPattern("framed.event")
            void event(String name) {
                seen.add(name);
            }
        };
        UnaryOperator<KafkaTransporter.Builder> framed = options -> options.serializers(new Framed(), new Framed());
        try (var _ = Services.serve(broker, controller, options -> framed.apply(own(options)));
                var client = Services.client(broker, framed)) {
            assertThat(client.request("framed.greeting", "Ada", String.class).block(LIMIT))
                    .isEqualTo("hello Ada");
            client.emit("framed.event", "Grace").block(LIMIT);

            eventually(() -> assertThat(seen).containsExactly("Grace"));
        }
        assertThat(read("framed.event", 1).getFirst().value())
                .isEqualTo(new byte[] {0, 0, 0, 0, 42, 'G', 'r', 'a', 'c', 'e'});
    }
}
