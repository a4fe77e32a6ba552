package dev.rookery.kafka;

import static dev.rookery.kafka.Services.LIMIT;
import static dev.rookery.kafka.Services.QUICK;
import static dev.rookery.kafka.Services.eventually;
import static dev.rookery.kafka.Services.own;
import static dev.rookery.kafka.Services.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.StartException;
import dev.rookery.kafka.Services.Echo;
import dev.rookery.transport.ConnectionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** The order of a partition, and who in the group has it. */
final class KafkaPartitionsIT extends WithBroker {
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
        Services.makeTopic(broker, topic, 1);
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
                                .maxBufferedMessages(2)
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
            assertThat(statuses).containsOnly(KafkaStatus.CONNECTED);
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

    // ---- handovers ----

    @Test
    void a_request_whose_reply_is_under_way_is_not_handled_again_by_the_next_owner() {
        var handled = new ConcurrentLinkedQueue<Integer>();
        var controller = new Object() {
            @MessagePattern("underway.numbers")
            int one(int number) {
                handled.add(number);
                return number;
            }
        };
        var group = UUID.randomUUID().toString();
        java.util.function.UnaryOperator<KafkaTransporter.Builder> patient =
                options -> options.groupId(group).sending("all", "none", Duration.ofSeconds(2));

        try (var client = Services.client(broker, options -> options)) {
            CompletableFuture<@Nullable Integer> first;
            try (var _ = Services.serve(broker, controller, patient)) {
                assertThat(client.withTimeout(LIMIT)
                                .request("underway.numbers", 0, Integer.class)
                                .block(LIMIT))
                        .as("the topic of replies is known")
                        .isZero();
                first = client.withTimeout(LIMIT)
                        .request("underway.numbers", 1, Integer.class)
                        .toFuture();
                eventually(() -> assertThat(handled).containsExactly(0, 1));
            }
            try (var _ = Services.serve(broker, controller, patient)) {
                assertThat(client.withTimeout(LIMIT)
                                .request("underway.numbers", 2, Integer.class)
                                .block(LIMIT))
                        .isEqualTo(2);
            }
            assertThat(first).succeedsWithin(LIMIT).isEqualTo(1);
            assertThat(handled).containsExactly(0, 1, 2);
        }
    }

    @Test
    void what_waits_for_a_place_does_not_begin_when_its_partition_has_ended() {
        var topic = unique("places");
        Services.makeTopic(broker, topic, 1);
        var place = new TopicPartition(topic, 0);
        var seen = new ConcurrentLinkedQueue<String>();
        var slow = new CompletableFuture<KafkaContext>();
        var gate = new CountDownLatch(1);
        var controller = new Object() {
            @EventPattern("/^places\\./")
            void one(String name, KafkaContext context) throws InterruptedException {
                seen.add(name);
                if (name.equals("slow") && slow.complete(context)) {
                    assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
                }
            }
        };

        try (var _ = Services.serve(
                        broker,
                        controller,
                        options -> own(options)
                                .fromBeginning(true)
                                .order(KafkaOrder.KEY)
                                .concurrency(1));
                var client = Services.client(broker, options -> options)) {
            client.emit(topic, KafkaRecord.builder("slow").key("a").build()).block(LIMIT);
            assertThat(slow).succeedsWithin(LIMIT);
            var context = slow.join();
            client.emit(topic, KafkaRecord.builder("waits").key("b").build()).block(LIMIT);
            eventually(() -> assertThat(context.withConsumer(consumer -> consumer.position(place))
                            .join())
                    .isEqualTo(2));

            context.seek(0);
            var _ = context.withConsumer(Consumer::assignment).join();
            gate.countDown();

            client.emit(topic, KafkaRecord.builder("last").key("b").build()).block(LIMIT);
            eventually(() -> assertThat(seen).contains("last"));
            assertThat(seen).containsOnlyOnce("waits");
        }
    }

    // ---- streams ----

    @ParameterizedTest
    @EnumSource(KafkaOrder.class)
    void a_stream_that_stays_open_holds_up_nothing_behind_it(KafkaOrder order) {
        var topic = unique("open");
        Services.makeTopic(broker, topic, 1);
        var end = Sinks.<Integer>empty();
        var handled = new ConcurrentLinkedQueue<Boolean>();
        var controller = new Object() {
            @MessagePattern("/^open\\./")
            Flux<Integer> numbers(boolean endless) {
                handled.add(endless);
                return endless ? Flux.just(1).concatWith(end.asMono()) : Flux.just(2, 3);
            }
        };
        var group = UUID.randomUUID().toString();
        java.util.function.UnaryOperator<KafkaTransporter.Builder> narrow = options -> options.groupId(group)
                .metadataMaxAge(Duration.ofMillis(300))
                .order(order)
                .concurrency(1);
        var values = new ConcurrentLinkedQueue<Integer>();
        try (var client = Services.client(broker, options -> options)) {
            try (var _ = Services.serve(broker, controller, narrow)) {
                var whole = client.withTimeout(LIMIT)
                        .send(topic, true, Integer.class)
                        .doOnNext(values::add)
                        .collectList()
                        .toFuture();
                eventually(() -> assertThat(values).containsExactly(1));

                assertThat(client.withTimeout(LIMIT)
                                .send(topic, false, Integer.class)
                                .collectList()
                                .block(LIMIT))
                        .containsExactly(2, 3);

                assertThat(whole).isNotDone();
                var _ = end.tryEmitEmpty();
                assertThat(whole).succeedsWithin(LIMIT);
            }
            try (var _ = Services.serve(broker, controller, narrow)) {
                assertThat(client.withTimeout(LIMIT)
                                .send(topic, false, Integer.class)
                                .collectList()
                                .block(LIMIT))
                        .containsExactly(2, 3);
            }
            assertThat(handled).containsExactly(true, false, false);
        }
    }

    // ---- what a context can do ----

    @Test
    void a_seek_forgets_no_pause() {
        var topic = unique("still");
        Services.makeTopic(broker, topic, 1);
        var place = new TopicPartition(topic, 0);
        var seen = new ConcurrentLinkedQueue<Integer>();
        var held = new CompletableFuture<KafkaContext>();
        var controller = new Object() {
            @EventPattern("/^still\\./")
            void one(int number, KafkaContext context) {
                seen.add(number);
                if (number == 1 && !held.isDone()) {
                    context.pause();
                    context.seek(0);
                    held.complete(context);
                }
            }
        };

        try (var client = Services.client(broker, options -> options);
                var _ = Services.serve(
                        broker, controller, options -> own(options).fromBeginning(true))) {
            client.emit(topic, 0).block(LIMIT);
            client.emit(topic, 1).block(LIMIT);
            assertThat(held).succeedsWithin(LIMIT);
            eventually(
                    () -> assertThat(held.join().withConsumer(Consumer::paused).join())
                            .contains(place));
            assertThat(held.join()
                            .withConsumer(consumer -> consumer.position(place))
                            .join())
                    .as("nothing is fetched")
                    .isZero();

            held.join().resume();

            eventually(() -> assertThat(seen).containsExactly(0, 1, 0, 1));
        }
    }

    @Test
    void a_handler_can_pause_its_partition_and_anyone_with_the_context_resume_it() {
        var topic = unique("pause");
        var seen = new ConcurrentLinkedQueue<Integer>();
        var held = new CompletableFuture<KafkaContext>();
        var controller = new Object() {
            @EventPattern("/^pause\\./")
            void one(int number, KafkaContext context) {
                seen.add(number);
                if (number == 0) {
                    context.pause();
                    held.complete(context);
                }
            }
        };

        try (var client = Services.client(broker, options -> options);
                var _ = Services.serve(
                        broker, controller, options -> own(options).fromBeginning(true))) {
            client.emit(topic, 0).block(LIMIT);
            assertThat(held).succeedsWithin(LIMIT);
            var place = new TopicPartition(topic, 0);
            eventually(
                    () -> assertThat(held.join().withConsumer(Consumer::paused).join())
                            .contains(place));
            client.emit(topic, 1).block(LIMIT);
            client.emit(topic, KafkaRecord.builder(2).build()).block(LIMIT);
            assertThat(held.join()
                            .withConsumer(consumer -> consumer.position(place))
                            .join())
                    .as("nothing is fetched")
                    .isEqualTo(1);

            held.join().resume();

            eventually(() -> assertThat(seen).containsExactly(0, 1, 2));
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
}
