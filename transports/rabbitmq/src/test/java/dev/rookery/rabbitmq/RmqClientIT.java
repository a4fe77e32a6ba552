package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import dev.rookery.error.BusyException;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.tck.Relay;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** What a client does that only RabbitMQ has: confirms, reply queues, streams with backpressure. */
final class RmqClientIT extends WithQueue {
    @Test
    void an_event_is_taken_when_the_broker_has_it() throws IOException {
        var client = client(options -> options.persistent(true));

        client.emit("note", 1).block(WAIT);

        assertThat(raw.count(queue)).isEqualTo(1);
        assertThat(raw.take(queue).getProps().getDeliveryMode()).isEqualTo(2);
    }

    @Test
    void a_mandatory_event_that_no_queue_takes_fails_and_others_do_not() {
        var service = new Service();
        serve(options -> options.wildcards(true), service);
        var client = client(options -> options.wildcards(true).mandatory(true));

        var known = client.emit("note", 1).toFuture();
        var unknown = client.emit("nowhere", 1).toFuture();
        var alsoKnown = client.emit("note", 2).toFuture();

        assertThat(unknown)
                .failsWithin(WAIT)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(NoHandlerException.class)
                .withMessageContaining("event nowhere")
                .withMessageContaining("exchange " + queue)
                .withMessageContaining("routing key nowhere")
                .withMessageContaining("check pattern and bindings");
        assertThat(known).succeedsWithin(WAIT);
        assertThat(alsoKnown).succeedsWithin(WAIT);
    }

    @Test
    void a_message_may_be_mandatory_where_its_client_is_not_and_the_other_way_round() {
        serve(options -> options.wildcards(true), new Service());
        var lenient = client(options -> options.wildcards(true));
        var strict = client(options -> options.wildcards(true).mandatory(true));
        var wanted = RmqRecord.builder(1).mandatory(true).build();

        assertThatThrownBy(() -> lenient.emit("nowhere", wanted).block(WAIT))
                .isInstanceOf(NoHandlerException.class)
                .hasMessageContaining("event nowhere")
                .hasMessageContaining("exchange " + queue);
        assertThatThrownBy(
                        () -> lenient.request("nowhere", wanted, Integer.class).block(WAIT))
                .isInstanceOf(NoHandlerException.class)
                .hasMessageContaining("exchange " + queue)
                .hasMessageContaining("routing key nowhere");
        assertThat(lenient.request("echo", wanted, Integer.class).block(WAIT)).isEqualTo(1);
        lenient.emit("nowhere", 1).block(WAIT);
        strict.emit("nowhere", RmqRecord.builder(1).mandatory(false).build()).block(WAIT);
    }

    @Test
    void a_mandatory_message_to_a_queue_that_is_not_there_names_it() {
        var client = client(options -> options.assertTopology(false).mandatory(true));

        assertThatThrownBy(() -> client.emit("note", 1).block(WAIT))
                .isInstanceOf(NoHandlerException.class)
                .hasMessageContaining("none by the name " + queue)
                .hasMessageContaining("default exchange");
    }

    @Test
    void a_mandatory_event_needs_confirms() {
        var client = client(options -> options.publisherConfirms(false));

        assertThatThrownBy(() -> client.emit(
                                "note", RmqRecord.builder(1).mandatory(true).build())
                        .block(WAIT))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("publisherConfirms");
        assertThatThrownBy(
                        () -> client(options -> options.publisherConfirms(false).mandatory(true)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("publisherConfirms");
    }

    @Test
    void an_event_that_a_full_queue_refuses_fails() {
        var full = RmqQueueOptions.builder()
                .maxLength(1)
                .argument("x-overflow", "reject-publish")
                .build();
        var client = client(options -> options.queueOptions(full));
        client.emit("note", 1).block(WAIT);

        await().atMost(WAIT)
                .untilAsserted(
                        () -> assertThatThrownBy(() -> client.emit("note", 2).block(WAIT))
                                .isInstanceOf(BusyException.class));
    }

    @Test
    void without_confirms_an_event_is_done_when_it_has_left() {
        var service = new Service();
        serve(options -> options, service);
        var client = client(options -> options.publisherConfirms(false));

        Flux.range(0, 1_000).flatMap(index -> client.emit("note", index)).blockLast(WAIT);

        await().atMost(WAIT).until(() -> service.notes.size() == 1_000);
    }

    @ParameterizedTest
    @CsvSource({"own", "''"})
    void replies_can_come_by_a_queue_of_the_clients_own(String name) {
        serve(options -> options, new Service());
        var client = client(options -> options.replyQueue(name.isEmpty() ? "" : queue + ".replies"));

        assertThat(client.request("echo", 7, Integer.class).block(WAIT)).isEqualTo(7);
        assertThat(client.send("count", 1_000, Integer.class).collectList().block(WAIT))
                .hasSize(1_000);
    }

    @Test
    void a_stream_that_is_left_ends_the_handler() {
        var service = new Service();
        var server = serve(options -> options, service);
        var client = client(options -> options);

        assertThat(client.send("endless", Integer.class).take(100).collectList().block(WAIT))
                .hasSize(100);

        await().atMost(WAIT).untilAsserted(() -> assertThat(server.inFlight()).isZero());
        assertThat(service.made.get()).isLessThan(2_000);
    }

    @Test
    void a_stream_is_made_as_fast_as_it_is_taken() {
        var service = new Service();
        serve(options -> options, service);
        var client = client(options -> options);
        var slow = new BaseSubscriber<Integer>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                subscription.request(5);
            }
        };

        client.send("endless", Integer.class).subscribe(slow);

        await().atMost(WAIT).untilAsserted(() -> assertThat(service.made.get()).isGreaterThanOrEqualTo(5));
        await().during(Duration.ofMillis(300)).atMost(WAIT).until(() -> service.made.get() <= 64);
        slow.request(1_000);
        await().atMost(WAIT).untilAsserted(() -> assertThat(service.made.get()).isGreaterThan(500));
        slow.cancel();
    }

    @Test
    void a_stream_whose_caller_has_vanished_ends() {
        var service = new Service();
        var server = serve(options -> options, service);
        var relay = new Relay(broker.address());
        opened.add(relay);
        var client = client(options -> options.url("amqp://127.0.0.1:" + relay.port()));
        client.send("endless", Integer.class).subscribe(value -> {}, error -> {});
        await().atMost(WAIT).untilAsserted(() -> assertThat(service.made.get()).isPositive());

        relay.cut();

        await().atMost(WAIT.multipliedBy(2))
                .untilAsserted(() -> assertThat(server.inFlight()).isZero());
    }

    @Test
    void the_driver_is_at_hand() {
        var server = serve(options -> options, new Service());
        var client = client(options -> options);
        assertThatThrownBy(() -> client.unwrap(Connection.class)).isInstanceOf(IllegalStateException.class);
        client.connect().block(WAIT);

        assertThat(client.unwrap(Connection.class).isOpen()).isTrue();
        assertThat(server.unwrap(com.rabbitmq.client.Channel.class).isOpen()).isTrue();
        assertThatThrownBy(() -> client.unwrap(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }
}
