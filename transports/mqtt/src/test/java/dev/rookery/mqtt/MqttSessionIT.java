package dev.rookery.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.tck.Outage;
import dev.rookery.tck.Relay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that a lost connection ends, that the broker keeps, and that it was to keep and has lost. */
final class MqttSessionIT {
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final MqttSession KEPT = MqttSession.DEFAULT.kept("keeper", Duration.ofHours(1));

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Queue<Integer> seen = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    // ---- hearing again ----

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void a_service_hears_again_though_a_handler_was_at_work_when_the_session_ended(MqttVersion version) {
        var broker = broker();
        var service = new Outage.Service();
        var server = serve(transport(broker).version(version).qos(1), service);
        var client = client(transport(broker).version(version).qos(1));
        var lost = client.request("wait", 1, Integer.class).toFuture();
        await().atMost(WAIT).until(() -> server.inFlight() == 1);

        broker.restart();

        assertThat(lost).failsWithin(WAIT);
        Outage.servesAgain(client);
        service.open();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_service_hears_again_though_the_broker_has_lost_the_session_that_it_was_to_keep(int qos) {
        var broker = broker();
        serve(transport(broker).qos(qos).session(KEPT), new Outage.Service());
        var client = client(transport(broker).qos(qos));
        Outage.servesAgain(client);

        broker.kill();
        broker.start();

        Outage.servesAgain(client);
    }

    // ---- acknowledging again ----

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void what_waited_when_a_kept_session_lost_its_connection_is_handled_and_holds_up_no_acknowledgement(int qos) {
        var broker = broker();
        var relay = new Relay(broker.address());
        opened.add(relay);
        var gate = new CountDownLatch(1);
        var first = serveOneByOne(
                MqttTransporter.builder()
                        .url("mqtt://127.0.0.1:" + relay.port())
                        .qos(qos)
                        .session(KEPT),
                new Orders(gate));
        var statuses = Outage.statuses(first.status());
        var client = client(transport(broker).qos(qos));
        emit(client, 0, 5);
        await().atMost(WAIT).until(() -> first.inFlight() == 1);

        relay.cut();
        await().atMost(WAIT)
                .until(() -> statuses.contains(MqttStatus.RECONNECTING)
                        && statuses.getLast().equals(MqttStatus.CONNECTED));
        gate.countDown();
        emit(client, 5, 105);
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(seen)
                        .containsAll(IntStream.range(0, 105).boxed().toList()));
        assertThat(first.stop(WAIT).isClean()).isTrue();

        seen.clear();
        serve(transport(broker).qos(qos).session(KEPT), new Orders(gate));
        emit(client, 1_000, 1_001);
        await().atMost(WAIT).untilAsserted(() -> assertThat(seen).contains(1_000));
        assertThat(seen).containsExactly(1_000);
    }

    // ---- an end before the subscription ----

    @ParameterizedTest
    @CsvSource({"V5, true", "V5, false", "V3_1_1, true", "V3_1_1, false"})
    void a_connection_that_is_lost_before_the_subscription_is_made_again_at_the_start(MqttVersion version, boolean kept)
            throws IOException {
        var broker = broker();
        broker.stop();
        var started = new CompletableFuture<MicroserviceServer>();
        try (var listener = new ServerSocket(broker.port(), 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(() -> started.complete(serve(
                            transport(broker)
                                    .version(version)
                                    .session(kept ? KEPT : MqttSession.DEFAULT)
                                    .startRetries(100),
                            new Outage.Service())));
            try (var connection = listener.accept()) {
                assertThat(connection.getInputStream().read()).as("CONNECT").isEqualTo(0x10);
                var rest = connection.getInputStream().read();
                connection.getInputStream().readNBytes(rest);
                connection
                        .getOutputStream()
                        .write(version == MqttVersion.V5 ? new byte[] {0x20, 3, 0, 0, 0} : new byte[] {0x20, 2, 0, 0});
                assertThat(connection.getInputStream().read()).as("SUBSCRIBE").isEqualTo(0x82);
            }
        }
        broker.start();

        assertThat(started).succeedsWithin(WAIT);
        Outage.servesAgain(client(transport(broker).version(version)));
    }

    // ---- a stop ----

    @Test
    void a_service_that_stops_leaves_what_is_kept_to_its_successor_and_turns_the_rest_away() {
        var broker = broker();
        var gate = new CountDownLatch(1);
        var server = serveOneByOne(transport(broker).qos(1).session(KEPT), new Orders(gate));
        emit(client(transport(broker).qos(1)), 0, 5);
        await().atMost(WAIT).until(() -> server.inFlight() == 1);
        var atMostOnce = client(transport(broker)).withTimeout(Duration.ofSeconds(2));

        var stopped = CompletableFuture.supplyAsync(
                () -> server.stop(WAIT), task -> Thread.ofVirtual().start(task));
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(
                                atMostOnce.request("echo", 1, Integer.class).toFuture())
                        .failsWithin(WAIT)
                        .withThrowableThat()
                        .havingCause()
                        .isInstanceOfSatisfying(
                                RemoteException.class,
                                error -> assertThat(error.code()).contains("UNAVAILABLE")));
        gate.countDown();

        assertThat(stopped)
                .succeedsWithin(WAIT)
                .satisfies(report -> assertThat(report.isClean()).isTrue());
        assertThat(seen).containsExactly(0);
        serve(transport(broker).qos(1).session(KEPT), new Orders(gate));
        await().atMost(WAIT).untilAsserted(() -> assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3, 4));
    }

    // ---- parts ----

    private Broker broker() {
        var broker = Services.broker().start();
        opened.add(broker);
        return broker;
    }

    private static MqttTransporter.Builder transport(Broker broker) {
        return MqttTransporter.builder().url(broker.url());
    }

    private MicroserviceServer serve(MqttTransporter.Builder transport, Object controller) {
        return serve(transport, controller, ServerOptions.builder());
    }

    private MicroserviceServer serveOneByOne(MqttTransporter.Builder transport, Object controller) {
        return serve(transport, controller, ServerOptions.builder().maxInFlight(1));
    }

    private MicroserviceServer serve(
            MqttTransporter.Builder transport, Object controller, ServerOptions.Builder options) {
        var server = MicroserviceServer.builder()
                .controller(controller)
                .options(options.build())
                .transporter(transport.build())
                .start();
        opened.add(() -> server.stop(Duration.ZERO));
        return server;
    }

    private ClientProxy client(MqttTransporter.Builder transport) {
        var client = ClientProxyFactory.create(
                transport.build(), ClientOptions.builder().timeout(WAIT).build());
        opened.add(client);
        return client;
    }

    private static void emit(ClientProxy client, int from, int to) {
        for (var number = from; number < to; number++) {
            client.emit("orders", number).block(WAIT);
        }
    }

    private final class Orders {
        private final CountDownLatch gate;

        Orders(CountDownLatch gate) {
            this.gate = gate;
        }

        @EventPattern("orders")
        void order(int number) throws InterruptedException {
            gate.await();
            seen.add(number);
        }

        @MessagePattern("echo")
        int echo(int number) {
            return number;
        }
    }
}
