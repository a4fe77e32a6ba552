package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import dev.rookery.annotation.Catch;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.HandlerTimeout;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UseGuards;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RabbitBroker;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

/** Each delivery is settled once, whatever becomes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RmqSettlementIT {
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Broker broker;
    private Raw raw;

    @BeforeAll
    void startBroker() throws IOException, TimeoutException {
        broker = RabbitBroker.start();
        raw = new Raw(broker);
    }

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
        opened.clear();
    }

    @AfterAll
    void stopBroker() {
        raw.close();
        broker.close();
    }

    /** What settles a delivery of the default, by what becomes of it. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            an event that succeeds            | {"pattern":"done","data":1}               | ACKNOWLEDGED
            an event that fails               | {"pattern":"fails","data":1}              | DEAD_LETTER
            an event whose error is filtered  | {"pattern":"filtered","data":1}           | ACKNOWLEDGED
            an event whose filter fails       | {"pattern":"filter.fails","data":1}       | DEAD_LETTER
            an event that a guard refuses     | {"pattern":"guarded","data":1}            | DEAD_LETTER
            an event that does not fit        | {"pattern":"done","data":"no number"}     | DEAD_LETTER
            an event that takes too long      | {"pattern":"slow","data":1}               | DEAD_LETTER
            an event without a handler        | {"pattern":"unknown","data":1}            | DEAD_LETTER
            a request that succeeds           | {"pattern":"ask","data":1,"id":"1"}       | ACKNOWLEDGED
            a request that fails              | {"pattern":"ask.fails","data":1,"id":"1"} | ACKNOWLEDGED
            a request that takes too long     | {"pattern":"ask.slow","data":1,"id":"1"}  | ACKNOWLEDGED
            a request for a stream            | {"pattern":"stream","data":9,"id":"1"}    | ACKNOWLEDGED
            a reply that cannot be written    | {"pattern":"cycle","data":1,"id":"1"}     | ACKNOWLEDGED
            a request without a handler       | {"pattern":"unknown","data":1,"id":"1"}   | ACKNOWLEDGED
            a request that names no place     | {"pattern":"ask","data":1,"id":"silent"}  | ACKNOWLEDGED
            one of those that fails           | {"pattern":"ask.fails","id":"silent"}     | ACKNOWLEDGED
            a reply that went astray          | {"id":"1","response":1}                   | DEAD_LETTER
            a text that is no JSON            | hello                                     | DEAD_LETTER
            what is nested too deeply         | DEEP                                      | DEAD_LETTER
            """)
    void a_delivery_is_settled_once(String what, String body, String fate) throws IOException {
        var queue = Services.newQueue();
        var replies = queue + ".replies";
        raw.declare(replies);
        var handler = new Fates();
        try (var log = Log.open()) {
            var server = server(queue, options -> options, handler);

            raw.publish(
                    "",
                    queue,
                    body.equals("DEEP")
                            ? "{\"pattern\":\"done\",\"data\":" + "[".repeat(600) + "]".repeat(600) + "}"
                            : body,
                    body.contains("\"silent\"")
                            ? new AMQP.BasicProperties()
                            : new AMQP.BasicProperties.Builder()
                                    .replyTo(replies)
                                    .correlationId("1")
                                    .build());

            if (fate.equals("DEAD_LETTER")) {
                await().atMost(WAIT).until(() -> raw.count(queue + ".dead") == 1);
            } else if (body.contains("\"id\":\"1\"")) {
                await().atMost(WAIT).until(() -> raw.count(replies) >= 1);
            } else {
                await().atMost(WAIT).until(() -> handler.seen.get() == 1);
            }
            server.stop(WAIT);
            await().atMost(WAIT).until(() -> raw.count(queue) == 0);
            assertThat(raw.count(queue + ".dead")).isEqualTo(fate.equals("DEAD_LETTER") ? 1 : 0);
            assertThat(log.lines())
                    .as("the broker took offence at nothing")
                    .noneMatch(line -> line.contains("was lost"));
        }
    }

    @ParameterizedTest
    @CsvSource({"DEAD_LETTER, 1", "REQUEUE_ONCE, 2"})
    void a_failed_event_comes_again_as_the_policy_says(RmqFailures failures, int times) throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        server(queue, options -> options.failures(failures), handler);

        raw.publish("", queue, "{\"pattern\":\"fails\",\"data\":1}");

        await().atMost(WAIT).until(() -> raw.count(queue + ".dead") == 1);
        assertThat(handler.seen).hasValue(times);
    }

    @Test
    void an_event_is_requeued_until_it_succeeds() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var server = server(queue, options -> options.failures(RmqFailures.REQUEUE), handler);

        raw.publish("", queue, "{\"pattern\":\"third.time\",\"data\":1}");

        await().atMost(WAIT).until(() -> handler.seen.get() == 3);
        server.stop(WAIT);
        assertThat(raw.count(queue)).isZero();
        assertThat(raw.count(queue + ".dead")).isZero();
    }

    @Test
    void a_poison_message_goes_to_the_dead_letters_and_the_rest_flow_on() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        server(queue, options -> options, handler);

        for (var index = 0; index < 50; index++) {
            raw.publish("", queue, "{\"pattern\":\"%s\",\"data\":1}".formatted(index == 10 ? "fails" : "done"));
        }

        await().atMost(WAIT).until(() -> handler.seen.get() == 50);
        await().atMost(WAIT).until(() -> raw.count(queue + ".dead") == 1);
        var dead = raw.take(queue + ".dead");
        assertThat(dead.getProps().getHeaders()).containsKey("x-death");
    }

    @Test
    void a_server_that_stops_gives_back_what_it_has_not_done() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var server = track(MicroserviceServer.builder()
                .options(ServerOptions.builder().maxInFlight(2).build())
                .controller(handler)
                .transporter(Services.transporter(
                        broker, options -> options.queue(queue).prefetch(5).deadLetterQueue(queue + ".dead")))
                .start());
        for (var index = 0; index < 10; index++) {
            raw.publish("", queue, "{\"pattern\":\"waits\",\"data\":1}");
        }
        await().atMost(WAIT).until(() -> handler.seen.get() == 2);

        server.stop(Duration.ZERO);

        await().atMost(WAIT).until(() -> raw.count(queue) == 10);
        assertThat(raw.count(queue + ".dead")).isZero();
        assertThat(handler.seen).hasValue(2);
    }

    @Test
    void what_is_in_flight_is_done_and_acknowledged_before_a_server_stops() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var server = server(queue, options -> options, handler);
        raw.publish("", queue, "{\"pattern\":\"waits\",\"data\":1}");
        await().atMost(WAIT).until(() -> handler.seen.get() == 1);

        var stopping = Thread.ofVirtual().start(() -> server.stop(WAIT));
        handler.gate.countDown();

        await().atMost(WAIT).until(() -> !stopping.isAlive());
        assertThat(raw.count(queue)).isZero();
    }

    @Test
    void unknown_patterns_do_not_use_up_the_prefetch() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        for (var acknowledgement : List.of(RmqAcknowledgement.AFTER_SUCCESS, RmqAcknowledgement.MANUAL)) {
            var server = server(queue, options -> options.prefetch(1).acknowledgement(acknowledgement), handler);
            var before = handler.seen.get();
            for (var index = 0; index < 5; index++) {
                raw.publish("", queue, "{\"pattern\":\"unknown\",\"data\":1}");
            }
            raw.publish("", queue, "{\"pattern\":\"by.hand\",\"data\":\"acknowledge\"}");
            await().atMost(WAIT).until(() -> handler.seen.get() == before + 1);
            server.stop(WAIT);
        }
        assertThat(raw.count(queue + ".dead")).isEqualTo(10);
    }

    @Test
    void acknowledgements_of_many_that_end_in_any_order_stand_for_each_once() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        try (var log = Log.open()) {
            var server = server(queue, options -> options.prefetch(64), handler);
            try (var channel = raw.open()) {
                for (var index = 0; index < 5_000; index++) {
                    channel.basicPublish(
                            "",
                            queue,
                            new AMQP.BasicProperties(),
                            (index % 7 == 0
                                            ? "{\"pattern\":\"fails\",\"data\":1}"
                                            : "{\"pattern\":\"jitter\",\"data\":1}")
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
            } catch (TimeoutException error) {
                throw new IOException(error);
            }
            await().atMost(WAIT.multipliedBy(2)).until(() -> handler.seen.get() == 5_000);
            server.stop(WAIT);
            assertThat(log.lines()).noneMatch(line -> line.contains("was lost"));
        }
        assertThat(raw.count(queue)).isZero();
        assertThat(raw.count(queue + ".dead")).isEqualTo((5_000 + 6) / 7);
    }

    // ---- by hand ----

    @ParameterizedTest
    @CsvSource({"acknowledge, 0, 0", "drop, 0, 1", "twice, 0, 0", "nothing, 1, 0", "channel, 0, 0"})
    void a_handler_settles_by_hand(String how, int back, int dead) throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var server = server(queue, options -> options.acknowledgement(RmqAcknowledgement.MANUAL), handler);

        raw.publish("", queue, "{\"pattern\":\"by.hand\",\"data\":\"" + how + "\"}");

        await().atMost(WAIT).until(() -> handler.seen.get() == 1);
        server.stop(WAIT);
        await().atMost(WAIT).until(() -> raw.count(queue) == back && raw.count(queue + ".dead") == dead);
        assertThat(handler.errors).hasSize(how.equals("twice") ? 1 : 0);
    }

    @Test
    void with_manual_settling_a_failure_settles_nothing_and_no_handler_rejects() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var server = server(queue, options -> options.acknowledgement(RmqAcknowledgement.MANUAL), handler);
        raw.publish("", queue, "{\"pattern\":\"fails\",\"data\":1}");
        raw.publish("", queue, "{\"pattern\":\"unknown\",\"data\":1,\"id\":\"1\"}");
        await().atMost(WAIT).until(() -> raw.count(queue + ".dead") == 1 && handler.seen.get() == 1);

        server.stop(WAIT);

        await().atMost(WAIT).until(() -> raw.count(queue) == 1);
    }

    @Test
    void early_acknowledgement_is_final() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        var server = server(queue, options -> options, handler);
        raw.publish("", queue, "{\"pattern\":\"early\",\"data\":1}");
        await().atMost(WAIT).until(() -> handler.seen.get() == 1);

        server.stop(WAIT);

        assertThat(raw.count(queue)).isZero();
        assertThat(raw.count(queue + ".dead")).isZero();
    }

    @Test
    void with_automatic_settling_there_is_nothing_to_settle() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        server(queue, options -> options.acknowledgement(RmqAcknowledgement.AUTOMATIC), handler);
        raw.publish("", queue, "{\"pattern\":\"fails\",\"data\":1}");
        raw.publish("", queue, "{\"pattern\":\"by.hand\",\"data\":\"acknowledge\"}");

        await().atMost(WAIT).until(() -> handler.errors.size() == 1);
        assertThat(handler.errors.getFirst()).hasMessageContaining("AUTOMATIC");
        assertThat(raw.count(queue + ".dead")).isZero();
    }

    @Test
    void a_wrong_tag_ends_the_channel_and_not_the_service() throws IOException {
        var queue = Services.newQueue();
        var handler = new Fates();
        server(queue, options -> options.acknowledgement(RmqAcknowledgement.MANUAL), handler);
        raw.publish("", queue, "{\"pattern\":\"by.hand\",\"data\":\"wrong\"}");
        await().atMost(WAIT).until(() -> handler.seen.get() >= 2); // it was not settled, and comes again

        raw.publish("", queue, "{\"pattern\":\"by.hand\",\"data\":\"acknowledge\"}");

        await().atMost(WAIT).until(() -> handler.seen.get() >= 3);
    }

    @Test
    void intake_that_pauses_at_the_bound_goes_on_with_automatic_settling_too() throws IOException {
        for (var acknowledgement : RmqAcknowledgement.values()) {
            var queue = Services.newQueue();
            var handler = new Fates();
            var server = track(MicroserviceServer.builder()
                    .options(ServerOptions.builder().maxInFlight(4).build())
                    .controller(handler)
                    .transporter(Services.transporter(
                            broker,
                            options -> options.queue(queue)
                                    .acknowledgement(acknowledgement)
                                    .prefetch(0)))
                    .start());
            IntStream.range(0, 300).forEach(index -> {
                try {
                    raw.publish("", queue, "{\"pattern\":\"by.hand\",\"data\":\"slowly\"}");
                } catch (IOException error) {
                    throw new IllegalStateException(error);
                }
            });
            await().atMost(WAIT).until(() -> handler.seen.get() == 300);
            server.stop(WAIT);
        }
    }

    @Test
    void a_context_says_that_it_was_settled() {
        assertThatThrownBy(() ->
                        RmqTransporter.builder().queue("q").prefetch(70_000).build())
                .hasMessageContaining("prefetch");
    }

    private MicroserviceServer server(
            String queue, java.util.function.UnaryOperator<RmqTransporter.Builder> options, Object handler) {
        return track(Services.serve(
                broker, handler, builder -> options.apply(builder.queue(queue).deadLetterQueue(queue + ".dead"))));
    }

    private MicroserviceServer track(MicroserviceServer server) {
        opened.add(() -> server.stop(Duration.ZERO));
        return server;
    }

    /** Each handler has another end. */
    static final class Fates {
        private final AtomicInteger seen = new AtomicInteger();
        private final CountDownLatch gate = new CountDownLatch(1);
        private final List<Throwable> errors = new CopyOnWriteArrayList<>();

        @EventPattern("done")
        void done(int number) {
            seen.incrementAndGet();
        }

        @EventPattern("jitter")
        void jitter(int number) {
            if (seen.incrementAndGet() % 5 == 0) {
                LockSupport.parkNanos(1_000_000);
            }
        }

        @EventPattern("fails")
        void fails() {
            seen.incrementAndGet();
            throw new IllegalStateException("on purpose");
        }

        @EventPattern("third.time")
        void thirdTime() {
            if (seen.incrementAndGet() < 3) {
                throw new IllegalStateException("on purpose");
            }
        }

        @EventPattern("filtered")
        @UseFilters(Forgiving.class)
        void filtered() {
            seen.incrementAndGet();
            throw new IllegalStateException("on purpose");
        }

        @EventPattern("filter.fails")
        @UseFilters(Unforgiving.class)
        void filterFails() {
            throw new IllegalStateException("on purpose");
        }

        @EventPattern("guarded")
        @UseGuards(Closed.class)
        void guarded() {}

        @EventPattern("slow")
        @HandlerTimeout("PT0.1S")
        void slow() throws InterruptedException {
            gate.await();
        }

        @EventPattern("waits")
        void waits() throws InterruptedException {
            seen.incrementAndGet();
            gate.await();
        }

        @EventPattern("early")
        void early(RmqContext context) {
            context.acknowledge();
            seen.incrementAndGet();
            throw new IllegalStateException("after it was acknowledged");
        }

        @EventPattern("by.hand")
        void byHand(String how, RmqContext context) throws Exception {
            try {
                settle(how, context);
            } catch (Exception error) {
                errors.add(error);
            } finally {
                seen.incrementAndGet();
            }
        }

        private static void settle(String how, RmqContext context) throws Exception {
            switch (how) {
                case "acknowledge" -> context.acknowledge();
                case "slowly" -> LockSupport.parkNanos(1_000_000);
                case "drop" -> context.reject(false);
                case "twice" -> {
                    context.acknowledge();
                    context.acknowledge();
                }
                case "channel" ->
                    context.unwrap(com.rabbitmq.client.Channel.class)
                            .basicAck(
                                    context.unwrap(com.rabbitmq.client.Envelope.class)
                                            .getDeliveryTag(),
                                    false);
                case "wrong" -> {
                    if (context.isRedelivered()) {
                        context.acknowledge();
                    } else {
                        context.unwrap(com.rabbitmq.client.Channel.class).basicAck(4_711, false);
                    }
                }
                default -> {}
            }
        }

        @MessagePattern("ask")
        int ask(int number) {
            seen.incrementAndGet();
            return number;
        }

        @MessagePattern("ask.fails")
        int askFails() {
            seen.incrementAndGet();
            throw new IllegalStateException("on purpose");
        }

        @MessagePattern("ask.slow")
        @HandlerTimeout("PT0.1S")
        int askSlow() throws InterruptedException {
            gate.await();
            return 1;
        }

        @MessagePattern("stream")
        Flux<Integer> stream(int count) {
            return Flux.range(0, count);
        }

        @MessagePattern("cycle")
        Object cycle() {
            var self = new ArrayList<Object>();
            self.add(self);
            return self;
        }
    }

    static final class Closed implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return false;
        }
    }

    @Catch(IllegalStateException.class)
    static final class Forgiving implements ExceptionFilter<IllegalStateException> {
        @Override
        public Object handle(IllegalStateException error, ExecutionContext context) {
            return "forgiven";
        }
    }

    @Catch(IllegalStateException.class)
    static final class Unforgiving implements ExceptionFilter<IllegalStateException> {
        @Override
        public Object handle(IllegalStateException error, ExecutionContext context) {
            throw new IllegalArgumentException(error);
        }
    }
}
