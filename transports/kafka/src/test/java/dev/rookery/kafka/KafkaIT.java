package dev.rookery.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.KafkaBroker;
import dev.rookery.error.RemoteException;
import dev.rookery.error.StartException;
import dev.rookery.pattern.InvalidPatternException;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.ConnectionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What only Kafka has: keys, partitions, groups, batches, dead letters. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), 0);

    private Broker broker;

    @BeforeAll
    void startBroker() {
        broker = KafkaBroker.start();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    /** A topic of which nobody has heard. */
    private static String unique(String name) {
        return name + "." + UUID.randomUUID();
    }

    private static KafkaTransporter.Builder own(KafkaTransporter.Builder options) {
        return options.groupId(UUID.randomUUID().toString()).metadataMaxAge(Duration.ofMillis(300));
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(LIMIT).untilAsserted(assertion);
    }

    // ---- topics ----

    @Test
    void an_object_pattern_is_a_start_error_that_names_it_and_the_cure() {
        var controller = new Object() {
            @MessagePattern("{cmd: 'sum'}")
            int sum(List<Integer> numbers) {
                return numbers.size();
            }
        };

        assertThatThrownBy(
                        () -> Services.serve(broker, controller, KafkaIT::own).close())
                .hasMessageContaining("{\"cmd\":\"sum\"}")
                .hasMessageContaining("no legal topic of Kafka")
                .hasMessageContaining("another transport");
    }

    @Test
    void an_object_pattern_of_another_transport_does_no_harm() {
        var controller = new Object() {
            @MessagePattern(value = "{cmd: 'sum'}", transport = "tcp")
            int byTcp() {
                return 1;
            }

            @MessagePattern("math.one")
            int byAny() {
                return 1;
            }
        };

        try (var _ = Services.serve(broker, controller, KafkaIT::own);
                var client = Services.client(broker, options -> options)) {
            assertThat(client.request("math.one", Integer.class).block(LIMIT)).isEqualTo(1);
            assertThatThrownBy(
                            () -> client.request("{cmd: 'sum'}", Integer.class).block(LIMIT))
                    .isInstanceOf(InvalidPatternException.class)
                    .hasMessageContaining("{\"cmd\":\"sum\"}");
        }
    }

    @Test
    void a_topic_that_comes_into_being_later_is_found_by_an_expression_and_read_from_its_beginning() {
        var name = "users" + UUID.randomUUID().toString().replace("-", "");
        var seen = new ConcurrentLinkedQueue<String>();
        var controller = new Object() {
            @EventPattern("/^users[0-9a-f]{32}\\./")
            void changed(String user, KafkaContext context) {
                seen.add(context.topic().substring(name.length()) + " " + user);
            }
        };

        try (var _ = Services.serve(broker, controller, KafkaIT::own);
                var client = Services.client(broker, options -> options)) {
            for (var index = 0; index < 10; index++) {
                client.emit(name + ".created", "Ada" + index).block(LIMIT);
            }

            eventually(() -> assertThat(seen)
                    .containsExactlyElementsOf(IntStream.range(0, 10)
                            .mapToObj(index -> ".created Ada" + index)
                            .toList()));
        }
    }

    @Test
    void no_broker_is_a_start_error_that_names_the_address() {
        assertThatThrownBy(() -> Services.serve(
                                broker,
                                new Object() {
                                    @MessagePattern("any")
                                    int any() {
                                        return 1;
                                    }
                                },
                                options -> options.brokers("127.0.0.1:" + Services.freePort()))
                        .close())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("No Kafka broker can be reached at 127.0.0.1:");
    }

    // ---- records ----

    @Test
    void keys_headers_and_partitions_reach_the_handler() {
        var topic = unique("records");
        Services.makeTopic(broker, topic, 4);
        var seen = new ConcurrentLinkedQueue<String>();
        var controller = new Object() {
            @EventPattern("/^records\\./")
            void record(@Nullable Object data, KafkaContext context) {
                seen.add(context.key().orElse("none") + " "
                        + context.header("trace").orElse("none") + " " + context.partition() + " " + data);
            }
        };

        try (var _ = Services.serve(broker, controller, options -> own(options).fromBeginning(true));
                var client = Services.client(broker, options -> options.headers(Map.of("trace", "of all")))) {
            client.emit(
                            topic,
                            KafkaRecord.builder(Map.of("a", 1))
                                    .key("k")
                                    .partition(2)
                                    .build())
                    .block(LIMIT);
            client.emit(
                            topic,
                            KafkaRecord.builder("text")
                                    .header("trace", "own")
                                    .partition(3)
                                    .build())
                    .block(LIMIT);
            client.emit(
                            topic,
                            KafkaRecord.builder(null).key("gone").partition(0).build())
                    .block(LIMIT);

            eventually(() -> assertThat(seen)
                    .containsExactlyInAnyOrder("k of all 2 {a=1}", "none own 3 text", "gone of all 0 null"));
        }
    }

    @Test
    void bytes_come_back_as_they_went() {
        var topic = unique("bytes");
        var controller = new Echo();
        var bytes = new byte[] {(byte) 0xff, 0, 1, (byte) 0xc3};

        try (var _ = Services.serve(broker, controller, options -> own(options).fromBeginning(true));
                var client = Services.client(broker, options -> options)) {
            assertThat(topic).isNotBlank();
            assertThat(client.request("echo.bytes", bytes, byte[].class).block(LIMIT))
                    .isEqualTo(bytes);
        }
    }

    /** Answers with what it gets. */
    static final class Echo {
        @MessagePattern("echo.bytes")
        byte[] bytes(byte[] bytes) {
            return bytes;
        }
    }

    @Test
    void several_events_are_emitted_in_one_go() {
        var topic = unique("many");
        var seen = new ConcurrentLinkedQueue<String>();
        var controller = new Object() {
            @EventPattern("/^many\\./")
            void one(String text, KafkaContext context) {
                seen.add(context.key().orElse("none") + " " + text);
            }
        };

        try (var _ = Services.serve(broker, controller, options -> own(options).fromBeginning(true));
                var client = Services.client(broker, options -> options)) {
            client.emit(
                            topic,
                            KafkaMessages.of(
                                    "a", KafkaRecord.builder("b").key("k").build(), "c"))
                    .block(LIMIT);

            eventually(() -> assertThat(seen).containsExactly("none a", "k b", "none c"));
        }
    }

    // ---- order ----

    @Test
    void messages_of_one_partition_are_handled_in_order_also_when_one_is_tried_again() {
        var topic = unique("ordered");
        var seen = new ConcurrentLinkedQueue<Integer>();
        var failures = new AtomicInteger();
        var controller = new Object() {
            @EventPattern("/^ordered\\./")
            void one(int number) {
                if (number == 5 && failures.incrementAndGet() <= 3) {
                    throw new IllegalStateException("not yet");
                }
                seen.add(number);
            }
        };

        try (var _ = Services.serve(
                        broker,
                        controller,
                        options ->
                                own(options).fromBeginning(true).failures(KafkaFailures.DEFAULT.withBackoff(QUICK)));
                var client = Services.client(broker, options -> options)) {
            for (var number = 0; number < 20; number++) {
                client.emit(topic, number).block(LIMIT);
            }

            eventually(() -> assertThat(seen)
                    .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList()));
        }
    }

    @Test
    void other_keys_go_on_while_one_waits_and_each_keeps_its_order() throws InterruptedException {
        var topic = unique("keyed");
        var seen = new ConcurrentHashMap<String, List<Integer>>();
        var gate = new CountDownLatch(1);
        var controller = new Object() {
            @EventPattern("/^keyed\\./")
            void one(int number, KafkaContext context) throws InterruptedException {
                var key = context.key().orElseThrow();
                if (key.equals("slow")) {
                    gate.await(30, TimeUnit.SECONDS);
                }
                seen.computeIfAbsent(key, absent -> new ArrayList<>()).add(number);
            }
        };

        try (var _ = Services.serve(
                        broker,
                        controller,
                        options -> own(options).fromBeginning(true).order(KafkaOrder.KEY));
                var client = Services.client(broker, options -> options)) {
            client.emit(topic, KafkaRecord.builder(0).key("slow").build()).block(LIMIT);
            for (var number = 0; number < 300; number++) {
                client.emit(
                                topic,
                                KafkaRecord.builder(number)
                                        .key("k" + number % 3)
                                        .build())
                        .block(LIMIT);
            }

            eventually(
                    () -> assertThat(seen.values().stream().mapToInt(List::size).sum())
                            .isEqualTo(300));
            assertThat(seen).doesNotContainKey("slow");
            gate.countDown();
            eventually(() -> assertThat(seen).containsKey("slow"));
            seen.forEach((key, numbers) -> assertThat(numbers).isSorted());
        }
    }

    @Test
    void a_handler_that_is_slower_than_the_group_allows_keeps_its_partition() {
        var topic = unique("slow");
        var seen = new ConcurrentLinkedQueue<Integer>();
        var controller = new Object() {
            @EventPattern("/^slow\\./")
            void one(int number) throws InterruptedException {
                new CountDownLatch(1).await(number == 0 ? 5_000 : 0, TimeUnit.MILLISECONDS);
                seen.add(number);
            }
        };

        try (var server = Services.serve(
                        broker,
                        controller,
                        options -> own(options)
                                .fromBeginning(true)
                                .maxBuffered(2)
                                .handoverGrace(Duration.ofSeconds(1))
                                .membership(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(2)));
                var client = Services.client(broker, options -> options)) {
            var statuses = new ConcurrentLinkedQueue<ConnectionStatus>();
            server.status().subscribe(statuses::add);
            for (var number = 0; number < 10; number++) {
                client.emit(topic, number).block(LIMIT);
            }

            eventually(() -> assertThat(seen)
                    .containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList()));
        }
    }

    // ---- failures ----

    @Test
    void a_poison_message_goes_to_the_dead_letter_topic_with_its_cause_and_the_rest_flow_on() {
        var topic = unique("poison");
        var seen = new ConcurrentLinkedQueue<Integer>();
        var tries = new AtomicInteger();
        var dead = new ConcurrentLinkedQueue<String>();
        var controller = new Object() {
            @EventPattern("/^poison\\.[0-9a-f-]+$/")
            void one(int number) {
                if (number == 1) {
                    tries.incrementAndGet();
                    throw new IllegalStateException("never");
                }
                seen.add(number);
            }

            @EventPattern("/^poison\\..*\\.dlt$/")
            void dead(int number, KafkaContext context) {
                dead.add(number + " " + context.key().orElse("none") + " "
                        + context.header(KafkaHeaders.DLT_ORIGINAL_TOPIC)
                                .orElse("none")
                                .equals(topic) + " "
                        + context.header(KafkaHeaders.DLT_ORIGINAL_OFFSET).orElse("none") + " "
                        + context.header(KafkaHeaders.DLT_EXCEPTION_FQCN).orElse("none") + " "
                        + context.header(KafkaHeaders.DLT_EXCEPTION_MESSAGE).orElse("none"));
            }
        };

        try (var _ = Services.serve(
                        broker,
                        controller,
                        options -> own(options)
                                .fromBeginning(true)
                                .failures(KafkaFailures.DEFAULT.withRetries(2).withBackoff(QUICK)));
                var client = Services.client(broker, options -> options)) {
            for (var number = 0; number < 4; number++) {
                client.emit(topic, KafkaRecord.builder(number).key("k").build()).block(LIMIT);
            }

            eventually(() -> assertThat(dead).containsExactly("1 k true 1 java.lang.IllegalStateException never"));
            eventually(() -> assertThat(seen).containsExactly(0, 2, 3));
            assertThat(tries).hasValue(3);
        }
    }

    @Test
    void a_stopped_partition_keeps_its_message_for_the_next_start_and_others_go_on() {
        var topic = unique("stopped");
        Services.makeTopic(broker, topic, 2);
        var broken = new AtomicInteger(1);
        var seen = new ConcurrentLinkedQueue<String>();
        var controller = new Object() {
            @EventPattern("/^stopped\\./")
            void one(String text) {
                if (text.equals("bad") && broken.get() == 1) {
                    throw new IllegalStateException("broken");
                }
                seen.add(text);
            }
        };
        var group = UUID.randomUUID().toString();
        java.util.function.UnaryOperator<KafkaTransporter.Builder> stopping = options -> options.groupId(group)
                .fromBeginning(true)
                .failures(KafkaFailures.DEFAULT.withRetries(0).withAction(KafkaFailures.Action.STOP));

        try (var client = Services.client(broker, options -> options)) {
            try (var _ = Services.serve(broker, controller, stopping)) {
                client.emit(topic, KafkaRecord.builder("bad").partition(0).build())
                        .block(LIMIT);
                client.emit(topic, KafkaRecord.builder("behind").partition(0).build())
                        .block(LIMIT);
                client.emit(topic, KafkaRecord.builder("other").partition(1).build())
                        .block(LIMIT);
                eventually(() -> assertThat(seen).containsExactly("other"));
            }
            broken.set(0);
            try (var _ = Services.serve(broker, controller, stopping)) {
                eventually(() -> assertThat(seen).containsExactly("other", "bad", "behind"));
            }
        }
    }

    @Test
    void a_request_that_may_succeed_later_is_tried_again_before_it_is_answered() {
        var tries = new AtomicInteger();
        var controller = new Object() {
            @MessagePattern("retriable.later")
            int later() {
                if (tries.incrementAndGet() < 3) {
                    throw new KafkaRetriableException("not yet");
                }
                return tries.get();
            }

            @MessagePattern("retriable.never")
            int never() {
                throw new KafkaRetriableException("never");
            }
        };

        try (var _ = Services.serve(
                        broker,
                        controller,
                        options -> own(options)
                                .failures(KafkaFailures.DEFAULT.withRetries(2).withBackoff(QUICK)));
                var client = Services.client(broker, options -> options)) {
            assertThat(client.request("retriable.later", Integer.class).block(LIMIT))
                    .isEqualTo(3);
            assertThatThrownBy(() ->
                            client.request("retriable.never", Integer.class).block(LIMIT))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("never");
        }
    }

    // ---- batches ----

    @Test
    void a_batch_handler_gets_lists_with_a_context_each_and_only_what_fails_is_given_up() {
        var topic = unique("batch");
        var seen = new ConcurrentLinkedQueue<Integer>();
        var sizes = new ConcurrentLinkedQueue<Integer>();
        var offsets = new ConcurrentLinkedQueue<Long>();
        var controller = new Object() {
            @KafkaBatch(max = 10)
            @EventPattern("/^batch\\.[0-9a-f-]+$/")
            void all(List<Integer> numbers, KafkaContext context) {
                if (numbers.contains(13)) {
                    throw new IllegalStateException("13 is in it");
                }
                sizes.add(numbers.size());
                seen.addAll(numbers);
                context.items().forEach(item -> offsets.add(item.offset()));
            }
        };

        try (var client = Services.client(broker, options -> options)) {
            for (var number = 0; number < 40; number++) {
                client.emit(topic, number).block(LIMIT);
            }
            try (var _ = Services.serve(
                    broker,
                    controller,
                    options -> own(options)
                            .fromBeginning(true)
                            .failures(KafkaFailures.DEFAULT.withRetries(1).withBackoff(QUICK)))) {
                eventually(() -> assertThat(seen)
                        .containsExactlyElementsOf(IntStream.range(0, 40)
                                .filter(number -> number != 13)
                                .boxed()
                                .toList()));
                assertThat(sizes).contains(10).allMatch(size -> size <= 10);
                assertThat(offsets).hasSize(39);
            }
        }
    }

    // ---- the group ----

    @Test
    void what_was_not_done_is_handled_by_the_next_replica_and_nothing_twice_that_was() {
        var topic = unique("handover");
        Services.makeTopic(broker, topic, 4);
        var seen = new ConcurrentLinkedQueue<Integer>();
        var controller = new Object() {
            @EventPattern("/^handover\\./")
            void one(int number) {
                seen.add(number);
            }
        };
        var group = UUID.randomUUID().toString();
        java.util.function.UnaryOperator<KafkaTransporter.Builder> replica =
                options -> options.groupId(group).fromBeginning(true).commitInterval(Duration.ofSeconds(20));

        try (var client = Services.client(broker, options -> options);
                var _ = Services.serve(broker, controller, replica)) {
            var sent = 0;
            for (var round = 0; round < 3; round++) {
                try (var _ = Services.serve(broker, controller, replica)) {
                    for (var index = 0; index < 200; index++) {
                        var number = sent++;
                        client.emit(
                                        topic,
                                        KafkaRecord.builder(number)
                                                .key("k" + number)
                                                .build())
                                .block(LIMIT);
                    }
                }
            }

            eventually(() -> assertThat(seen).hasSizeGreaterThanOrEqualTo(600));
            assertThat(seen)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 600).boxed().toList());
        }
    }

    @Test
    void a_client_of_another_assignor_in_the_group_is_a_start_error_that_says_so() {
        var group = UUID.randomUUID().toString();
        var settings = Map.<String, Object>of(
                "bootstrap.servers", "127.0.0.1:" + broker.port(),
                "group.id", group + "-server",
                "client.id", "stranger",
                "partition.assignment.strategy", "org.apache.kafka.clients.consumer.RangeAssignor",
                "key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer",
                "value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        var topic = unique("strange");
        Services.makeTopic(broker, topic, 1);
        try (var stranger = new KafkaConsumer<byte[], byte[]>(settings)) {
            stranger.subscribe(List.of(topic));
            await().atMost(LIMIT).until(() -> {
                stranger.poll(Duration.ofMillis(100));
                return !stranger.assignment().isEmpty();
            });

            assertThatThrownBy(() -> Services.serve(broker, new Echo(), options -> options.groupId(group))
                            .close())
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining(group + "-server")
                    .hasMessageContaining("stranger")
                    .hasMessageContaining("RoundRobinAssigner");
        }
    }

    @Test
    void a_handler_can_seek_and_use_the_driver() {
        var topic = unique("seek");
        var seen = new ConcurrentLinkedQueue<Integer>();
        var again = new AtomicInteger();
        var controller = new Object() {
            @EventPattern("/^seek\\./")
            void one(int number, KafkaContext context) {
                seen.add(number);
                assertThat(context.producer()).isInstanceOf(Producer.class);
                if (number == 2 && again.getAndIncrement() == 0) {
                    assertThat(context.withConsumer(consumer -> consumer.assignment())
                                    .join())
                            .contains(new TopicPartition(topic, 0));
                    context.seek(1);
                }
            }
        };

        try (var client = Services.client(broker, options -> options)) {
            for (var number = 0; number < 3; number++) {
                client.emit(topic, number).block(LIMIT);
            }
            try (var _ =
                    Services.serve(broker, controller, options -> own(options).fromBeginning(true))) {
                eventually(() -> assertThat(seen).containsExactly(0, 1, 2, 1, 2));
            }
        }
    }

    @Test
    void clients_share_a_reply_topic_without_getting_each_others_replies() {
        var controller = new Object() {
            @MessagePattern("shared.reply")
            String answer(String who) {
                return "to " + who;
            }
        };

        try (var _ = Services.serve(broker, controller, KafkaIT::own);
                var one = Services.client(broker, options -> options.replyTopics("shared.reply"));
                var other = Services.client(broker, options -> options)) {
            for (var round = 0; round < 50; round++) {
                assertThat(one.request("shared.reply", "one", String.class).block(LIMIT))
                        .isEqualTo("to one");
                assertThat(other.request("shared.reply", "other", String.class).block(LIMIT))
                        .isEqualTo("to other");
            }
        }
    }
}
