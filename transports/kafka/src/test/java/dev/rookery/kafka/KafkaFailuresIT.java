package dev.rookery.kafka;

import static dev.rookery.kafka.Services.LIMIT;
import static dev.rookery.kafka.Services.QUICK;
import static dev.rookery.kafka.Services.eventually;
import static dev.rookery.kafka.Services.own;
import static dev.rookery.kafka.Services.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.BusyException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.transport.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What fails: retries, dead letters, partitions that stop, batches. */
final class KafkaFailuresIT extends WithBroker {
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
                if (number == 2) { // of what it calls, not of this service
                    throw new BusyException("full");
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

            eventually(() -> assertThat(dead)
                    .containsExactly(
                            "1 k true 1 java.lang.IllegalStateException never",
                            "2 k true 2 dev.rookery.error.BusyException full"));
            eventually(() -> assertThat(seen).containsExactly(0, 3));
            assertThat(tries).hasValue(3);
        }
    }

    @Test
    void a_message_that_is_skipped_leaves_a_line_that_says_which_and_why() {
        var topic = unique("skipped");
        var seen = new ConcurrentLinkedQueue<Integer>();
        var controller = new Object() {
            @EventPattern("/^skipped\\./")
            void one(int number) {
                if (number == 0) {
                    throw new IllegalStateException("never");
                }
                seen.add(number);
            }
        };
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var log = (Logger) LoggerFactory.getLogger(Handling.class);
        log.addAppender(lines);

        try (var _ = Services.serve(
                        broker,
                        controller,
                        options -> own(options)
                                .fromBeginning(true)
                                .failures(KafkaFailures.DEFAULT.withRetries(0).withAction(KafkaFailures.Action.SKIP)));
                var client = Services.client(broker, options -> options)) {
            client.emit(topic, 0).block(LIMIT);
            client.emit(topic, 1).block(LIMIT);

            eventually(() -> assertThat(seen).containsExactly(1));
            assertThat(List.copyOf(lines.list))
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .contains("Skipped the message of " + topic
                            + "-0 at offset 0: java.lang.IllegalStateException: never");
        } finally {
            log.detachAppender(lines);
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
        UnaryOperator<KafkaTransporter.Builder> stopping = options -> options.groupId(group)
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
    void a_message_that_is_tried_again_costs_no_record_of_other_partitions() {
        var topic = unique("retried");
        Services.makeTopic(broker, topic, 3);
        var tries = new AtomicInteger();
        var seen = new ConcurrentLinkedQueue<Integer>();
        var controller = new Object() {
            @EventPattern("/^retried\\./")
            void one(int number) {
                if (number == 0 && tries.incrementAndGet() <= 3) {
                    throw new IllegalStateException("not yet");
                }
                seen.add(number);
            }
        };

        try (var _ = Services.serve(
                        broker,
                        controller,
                        options -> own(options)
                                .fromBeginning(true)
                                .failures(KafkaFailures.DEFAULT.withBackoff(
                                        new Backoff(Duration.ofMillis(300), Duration.ofMillis(300), 0))));
                var client = Services.client(broker, options -> options)) {
            for (var number = 0; number < 300; number++) {
                client.emit(
                                topic,
                                KafkaRecord.builder(number)
                                        .partition(number % 3)
                                        .build())
                        .block(LIMIT);
            }

            eventually(() -> assertThat(seen)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 300).boxed().toList()));
            assertThat(tries).hasValue(4);
        }
    }

    @Test
    void the_first_event_of_a_group_is_not_lost_though_it_fails() {
        var topic = unique("first");
        Services.makeTopic(broker, topic, 1);
        var broken = new AtomicBoolean(true);
        var tries = new AtomicInteger();
        var seen = new ConcurrentLinkedQueue<String>();
        var controller = new Object() {
            @EventPattern("/^first\\./")
            void one(String text) {
                tries.incrementAndGet();
                if (broken.get()) {
                    throw new IllegalStateException("broken");
                }
                seen.add(text);
            }
        };
        var group = UUID.randomUUID().toString();
        UnaryOperator<KafkaTransporter.Builder> stopping = options -> options.groupId(group)
                .failures(KafkaFailures.DEFAULT.withRetries(0).withAction(KafkaFailures.Action.STOP));

        try (var client = Services.client(broker, options -> options)) {
            try (var _ = Services.serve(broker, controller, stopping)) {
                client.emit(topic, "first").block(LIMIT);
                eventually(() -> assertThat(tries).hasValue(1));
            }
            broken.set(false);
            try (var _ = Services.serve(broker, controller, stopping)) {
                eventually(() -> assertThat(seen).containsExactly("first"));
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

    @ParameterizedTest
    @EnumSource(KafkaOrder.class)
    void what_the_deserializer_refuses_is_given_up_at_once_and_the_rest_flow_on(KafkaOrder order) {
        var topic = unique("refused");
        Services.makeTopic(broker, topic, 1);
        var seen = new ConcurrentLinkedQueue<String>();
        var given = new ConcurrentLinkedQueue<KafkaEvent.GivenUp>();
        var controller = new Object() {
            @MessagePattern("/^refused\\./")
            String one(String text) {
                seen.add(text);
                return text;
            }
        };
        Serializer<Object> writer = (to, value) -> value.toString().getBytes(UTF_8);
        Deserializer<String> reader = (from, bytes) -> {
            var text = new String(bytes, UTF_8);
            if (text.equals("bad")) {
                throw new SerializationException("Unknown magic byte");
            }
            return text;
        };

        try (var server = Services.serve(
                        broker,
                        controller,
                        options -> own(options)
                                .order(order)
                                .concurrency(1)
                                .serializers(writer, reader)
                                .failures(new KafkaFailures(
                                        5, new Backoff(LIMIT, LIMIT, 0), KafkaFailures.Action.SKIP, ".dlt")));
                var client = Services.client(broker, options -> options.serializers(writer, reader))) {
            var _ = server.on(KafkaEvent.GIVEN_UP, given::add);
            client.emit(topic, "bad").block(LIMIT);
            client.emit(topic, KafkaRecord.builder("bad").key("k").build()).block(LIMIT);
            client.emit(topic, KafkaRecord.builder("good").key("k").build()).block(LIMIT);

            eventually(() -> assertThat(seen).containsExactly("good"));
            eventually(() -> assertThat(given)
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(each.cause()).isInstanceOf(UndecodableMessageException.class)));
            assertThatThrownBy(() -> client.withTimeout(LIMIT)
                            .request(topic, "bad", String.class)
                            .block(LIMIT))
                    .isInstanceOf(RemoteException.class);
            assertThat(client.request(topic, "well", String.class).block(LIMIT)).isEqualTo("well");
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

    @Test
    void a_request_among_the_events_of_a_batch_handler_is_answered() {
        var seen = new ConcurrentLinkedQueue<List<Integer>>();
        var controller = new Object() {
            @KafkaBatch(max = 10)
            @EventPattern("asked.batch")
            int all(List<Integer> numbers) {
                seen.add(numbers);
                return numbers.stream().mapToInt(Integer::intValue).sum();
            }
        };

        try (var client = Services.client(broker, options -> options.replyTopics("asked.batch"))) {
            client.emit("asked.batch", 1).block(LIMIT);
            client.emit("asked.batch", 2).block(LIMIT);
            var sum = client.withTimeout(LIMIT)
                    .request("asked.batch", 5, Integer.class)
                    .toFuture();
            try (var _ =
                    Services.serve(broker, controller, options -> own(options).fromBeginning(true))) {
                assertThat(sum).succeedsWithin(LIMIT).isEqualTo(5);
                assertThat(seen).last().isEqualTo(List.of(5));
                assertThat(seen.stream().flatMap(List::stream)).containsExactly(1, 2, 5);
            }
        }
    }
}
