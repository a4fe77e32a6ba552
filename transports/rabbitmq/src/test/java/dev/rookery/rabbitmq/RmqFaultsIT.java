package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.FreePort;
import dev.rookery.brokers.RabbitBroker;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.BusyException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.StartException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.tck.Relay;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Transporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Brokers that die, hang, block and refuse. */
final class RmqFaultsIT {
    private static final Duration WAIT = Duration.ofSeconds(60);

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    @Test
    void a_broker_that_restarts_ends_every_request_and_the_service_serves_again() throws Exception {
        var broker = broker(RabbitBroker.builder());
        var service = new Service();
        var server = serve(transport(broker), service);
        var client = client(transport(broker));
        var serverStatus = statuses(server.status());
        client.connect().block(WAIT);
        var clientStatus = statuses(client.status());
        var replies = IntStream.range(0, 100)
                .mapToObj(index -> client.request("wait", index, Integer.class).toFuture())
                .toList();
        await().atMost(WAIT).untilAsserted(() -> assertThat(server.inFlight()).isEqualTo(100));
        client.emit("wait.event", RmqRecord.builder(1).persistent(true).build()).block(WAIT);
        await().atMost(WAIT).untilAsserted(() -> assertThat(server.inFlight()).isEqualTo(101));

        broker.restart();

        assertThat(replies)
                .hasSize(100)
                .allSatisfy(reply -> assertThat(reply)
                        .failsWithin(WAIT)
                        .withThrowableThat()
                        .withCauseInstanceOf(ConnectionLostException.class));
        service.gate.countDown();
        awaitServes(client);
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(service.events)
                        .as("handled, and not settled, hence again")
                        .hasValue(2));
        tellsOfOneLoss(serverStatus);
        tellsOfOneLoss(clientStatus);
        try (var raw = new Raw(broker)) {
            assertThat(server.stop(WAIT).isClean()).isTrue();
            assertThat(raw.count("faults")).isZero();
        }
    }

    private static void tellsOfOneLoss(List<ConnectionStatus> statuses) {
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(statuses)
                        .containsExactly(RmqStatus.CONNECTED, RmqStatus.RECONNECTING, RmqStatus.CONNECTED));
    }

    @Test
    void a_killed_broker_keeps_persistent_events_and_what_was_not_settled_comes_again() {
        var broker = broker(RabbitBroker.builder());
        var service = new Service();
        serve(transport(broker), service);
        var client = client(transport(broker).persistent(true));
        client.emit("wait.event", 1).block(WAIT);
        await().atMost(WAIT).untilAsserted(() -> assertThat(service.begun).hasValue(1));

        broker.kill();
        service.gate.countDown();
        broker.start();

        await().atMost(WAIT).untilAsserted(() -> assertThat(service.begun).hasValue(2));
        awaitServes(client);
    }

    @Test
    void replies_come_by_a_new_queue_after_a_restart() {
        var broker = broker(RabbitBroker.builder());
        serve(transport(broker), new Service());
        var direct = client(transport(broker));
        var named = client(transport(broker).replyQueue("faults.replies"));
        awaitServes(direct);
        awaitServes(named);

        broker.restart();

        awaitServes(direct);
        awaitServes(named);
    }

    @Test
    void a_lost_connection_of_a_server_leaves_no_delivery_stuck() throws Exception {
        var broker = broker(RabbitBroker.builder());
        var relay = new Relay(broker.address());
        opened.add(relay);
        var service = new Service();
        service.gate.countDown();
        var server = serve(transport(broker).url("amqp://127.0.0.1:" + relay.port()), service);
        var client = client(transport(broker));
        for (var round = 0; round < 3; round++) {
            var reply = client.request("slow", round, Integer.class).toFuture();
            await().atMost(WAIT)
                    .untilAsserted(() -> assertThat(server.inFlight()).isPositive());
            relay.cut();
            assertThat(reply)
                    .as("the request comes again, and is answered")
                    .succeedsWithin(WAIT)
                    .isEqualTo(round);
        }
        try (var raw = new Raw(broker)) {
            server.stop(WAIT);
            assertThat(raw.count("faults")).isZero();
        }
    }

    @Test
    void a_blocked_broker_is_seen_and_felt() {
        var broker = broker(RabbitBroker.builder());
        var client = client(transport(broker).maxUnsentBytes(10_000));
        client.emit("note", 1).block(WAIT);
        var statuses = statuses(client.status());
        var events = new CopyOnWriteArrayList<String>();
        client.on(RmqEvent.BLOCKED, events::add);

        RabbitBroker.control(broker, "set_vm_memory_high_watermark", "0.0000001");
        var pending = client.emit("note", "x".repeat(5_000)).toFuture();
        await().atMost(WAIT).untilAsserted(() -> assertThat(statuses).contains(RmqStatus.BLOCKED));
        assertThat(events).hasSize(1);
        assertThat(pending).isNotDone();
        assertThatThrownBy(() -> client.emit("note", "x".repeat(9_000)).block(WAIT))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("maxUnsentBytes");

        RabbitBroker.control(broker, "set_vm_memory_high_watermark", "0.6");
        assertThat(pending).succeedsWithin(WAIT);
        assertThat(statuses).containsExactly(RmqStatus.CONNECTED, RmqStatus.BLOCKED, RmqStatus.CONNECTED);
    }

    @Test
    void a_broker_that_hangs_is_noticed_by_heartbeats() {
        var broker = broker(RabbitBroker.builder());
        serve(transport(broker).heartbeat(Duration.ofSeconds(1)), new Service());
        var client = client(transport(broker).heartbeat(Duration.ofSeconds(1)));
        awaitServes(client);
        var statuses = statuses(client.status());

        broker.freeze();
        await().atMost(WAIT).untilAsserted(() -> assertThat(statuses).contains(RmqStatus.RECONNECTING));
        broker.thaw();

        awaitServes(client);
        assertThat(statuses).endsWith(RmqStatus.CONNECTED);
    }

    @Test
    void a_wrong_password_is_refused_with_a_hint_and_without_the_password() {
        var broker = broker(RabbitBroker.builder().user("alice", "secret"));
        var right = transport(broker).url("amqp://alice:secret@127.0.0.1:" + broker.port());
        serve(right, new Service());
        awaitServes(client(right));

        assertThatThrownBy(() -> serve(transport(broker).login("alice", "sesame"), new Service()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("check username and password")
                .hasMessageNotContaining("sesame");
        assertThatThrownBy(() ->
                        serve(transport(broker).url(broker.url() + "/nowhere").login("alice", "secret"), new Service()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("virtual host nowhere");
    }

    @Test
    void a_server_without_a_broker_fails_at_its_start_or_waits_for_it_as_told() throws Exception {
        var broker = broker(RabbitBroker.builder());
        broker.stop();
        assertThatThrownBy(() -> serve(transport(broker), new Service()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("127.0.0.1:" + broker.port())
                .hasMessageContaining("whether the broker runs");
        var client = client(transport(broker));
        assertThatThrownBy(() -> client.connect().block(WAIT)).isInstanceOf(ConnectionRefusedException.class);

        var starting = Thread.ofVirtual().start(() -> serve(transport(broker).startRetries(1_000), new Service()));
        broker.start();

        assertThat(starting.join(WAIT)).isTrue();
        awaitServes(client);
    }

    @Test
    void another_node_is_used_where_the_first_is_not_there() {
        var broker = broker(RabbitBroker.builder());
        serve(transport(broker), new Service());

        awaitServes(client(transport(broker).urls("amqp://127.0.0.1:" + FreePort.find(), broker.url())));
    }

    private Broker broker(RabbitBroker.Builder builder) {
        var broker = builder.start();
        opened.add(broker);
        return broker;
    }

    private static RmqTransporter.Builder transport(Broker broker) {
        return RmqTransporter.builder().url(broker.url()).queue("faults");
    }

    private MicroserviceServer serve(RmqTransporter.Builder transport, Object controller) {
        var server = MicroserviceServer.builder()
                .controller(controller)
                .transporter(transport.build())
                .start();
        opened.add(() -> server.stop(Duration.ZERO));
        return server;
    }

    private ClientProxy client(RmqTransporter.Builder transport) {
        Transporter built = transport.build();
        var client = ClientProxyFactory.create(
                built, ClientOptions.builder().timeout(WAIT).build());
        opened.add(client);
        return client;
    }

    private static List<ConnectionStatus> statuses(reactor.core.publisher.Flux<ConnectionStatus> status) {
        var seen = new CopyOnWriteArrayList<ConnectionStatus>();
        status.subscribe(seen::add);
        return seen;
    }

    private static void awaitServes(ClientProxy client) {
        await().atMost(WAIT)
                .ignoreExceptionsInstanceOf(RookeryException.class)
                .untilAsserted(() -> assertThat(client.withTimeout(Duration.ofSeconds(5))
                                .request("echo", 1, Integer.class)
                                .block(WAIT))
                        .isEqualTo(1));
    }

    /** Waits where it is told to. */
    static final class Service {
        private final CountDownLatch gate = new CountDownLatch(1);
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger events = new AtomicInteger();

        @MessagePattern("echo")
        int echo(int number) {
            return number;
        }

        @MessagePattern("slow")
        int slow(int number) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            return number;
        }

        @MessagePattern("wait")
        int pass(int number) throws InterruptedException {
            gate.await();
            return number;
        }

        @EventPattern("wait.event")
        void event() throws InterruptedException {
            begun.incrementAndGet();
            gate.await();
            events.incrementAndGet();
        }

        @EventPattern("note")
        void note() {}
    }
}
