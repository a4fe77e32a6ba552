package dev.rookery.kafka;

import static dev.rookery.kafka.Services.LIMIT;
import static dev.rookery.kafka.Services.eventually;
import static dev.rookery.kafka.Services.own;
import static dev.rookery.kafka.Services.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.BusyException;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.IntakeControl;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.Transporter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What callers may do, and may rely on. */
final class KafkaClientIT extends WithBroker {
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

    @Test
    void no_reply_is_lost_while_other_clients_and_replicas_come_and_go() {
        var controller = new Object() {
            @MessagePattern("rebalanced.echo")
            Mono<Integer> echo(int number) {
                return Mono.delay(Duration.ofMillis(20)).thenReturn(number);
            }
        };
        Services.makeTopic(broker, "rebalanced.echo", 4);
        UnaryOperator<KafkaTransporter.Builder> replica = options -> options.groupId("rebalanced")
                .membership(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofSeconds(30));
        try (var _ = Services.serve(broker, controller, replica);
                var client = Services.client(broker, options -> options)) {
            var over = new AtomicBoolean();
            var replies = Flux.range(0, Integer.MAX_VALUE)
                    .takeWhile(number -> !over.get())
                    .flatMap(
                            number -> client.withTimeout(LIMIT)
                                    .request("rebalanced.echo", number, Integer.class)
                                    .map(number::equals),
                            8)
                    .collectList()
                    .toFuture();
            for (var round = 0; round < 3; round++) {
                try (var _ = Services.serve(broker, controller, replica);
                        var other = Services.client(broker, options -> options)) {
                    assertThat(other.withTimeout(LIMIT)
                                    .request("rebalanced.echo", round, Integer.class)
                                    .block(LIMIT))
                            .isEqualTo(round);
                }
            }

            over.set(true);
            assertThat(replies).succeedsWithin(LIMIT);
            assertThat(replies.join()).isNotEmpty().doesNotContain(false);
        }
    }

    @Test
    void replies_that_an_expression_catches_are_nobodys_messages() {
        var topic = unique("caught");
        Services.makeTopic(broker, topic, 1);
        Services.makeTopic(broker, topic + ".reply", 1);
        var contexts = new ConcurrentLinkedQueue<KafkaContext>();
        var controller = new Object() {
            @MessagePattern("/^caught\\./")
            String answer(KafkaContext context) {
                contexts.add(context);
                return "answer";
            }
        };
        try (var _ = Services.serve(broker, controller, Services::own);
                var client = Services.client(broker, options -> options)) {
            for (var round = 0; round < 3; round++) {
                assertThat(client.request(topic, round, String.class).block(LIMIT))
                        .isEqualTo("answer");
            }

            eventually(() -> assertThat(committed(contexts.element(), topic + ".reply"))
                    .as("they are done")
                    .contains("offset=3"));
            assertThat(contexts).extracting(KafkaContext::topic).containsExactly(topic, topic, topic);
        }
    }

    @Test
    void dead_letters_that_an_expression_catches_of_its_own_messages_are_nobodys() {
        var topic = unique("audit");
        Services.makeTopic(broker, topic, 1);
        Services.makeTopic(broker, topic + ".dlt", 1);
        var contexts = new ConcurrentLinkedQueue<KafkaContext>();
        var controller = new Object() {
            @EventPattern("/^audit\\..*/")
            void audit(KafkaContext context) {
                contexts.add(context);
                throw new IllegalStateException("never");
            }
        };
        try (var _ = Services.serve(
                        broker, controller, options -> own(options).failures(KafkaFailures.DEFAULT.withRetries(0)));
                var client = Services.client(broker, options -> options)) {
            client.emit(topic, 1).block(LIMIT);

            eventually(() -> assertThat(contexts).isNotEmpty());
            eventually(() -> assertThat(committed(contexts.element(), topic + ".dlt"))
                    .as("it is done")
                    .contains("offset=1"));
            assertThat(contexts).extracting(KafkaContext::topic).containsExactly(topic);
        }
    }

    private static String committed(KafkaContext context, String topic) {
        var place = new TopicPartition(topic, 0);
        return context.withConsumer(consumer ->
                        String.valueOf(consumer.committed(Set.of(place)).get(place)))
                .join();
    }

    /** The same transport, of which can be seen how many wait for replies. */
    private record Watched(KafkaTransporter kafka, Queue<Correlation> correlations) implements Transporter {
        @Override
        public String id() {
            return kafka.id();
        }

        @Override
        public Set<Capability> capabilities() {
            return kafka.capabilities();
        }

        @Override
        public TransportServer newServer(ServerRuntime runtime) {
            return kafka.newServer(runtime);
        }

        @Override
        public TransportClient newClient(ClientRuntime runtime) {
            return kafka.newClient(new ClientRuntime() {
                @Override
                public PacketCodec codec() {
                    return runtime.codec();
                }

                @Override
                public Correlation newCorrelation(IntakeControl intake) {
                    var made = runtime.newCorrelation(intake);
                    correlations.add(made);
                    return made;
                }

                @Override
                public Correlation newCorrelation() {
                    return runtime.newCorrelation();
                }
            });
        }
    }

    @Test
    void a_request_that_finds_no_room_leaves_nothing_behind() {
        var watched = new Watched(
                Services.transporter(broker, options -> options.maxWaitingMessages(0)), new ConcurrentLinkedQueue<>());
        try (var client = ClientProxyFactory.create(watched)) {
            client.connect().block(LIMIT);

            assertThatThrownBy(() -> client.request("room.none", Integer.class).block(LIMIT))
                    .isInstanceOf(BusyException.class);

            assertThat(watched.correlations()).extracting(Correlation::size).containsExactly(0);
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
