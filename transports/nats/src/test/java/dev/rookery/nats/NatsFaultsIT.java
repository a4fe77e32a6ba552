package dev.rookery.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.CutAtWord;
import dev.rookery.brokers.FreePort;
import dev.rookery.brokers.NatsBroker;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.StartException;
import dev.rookery.error.UnserializableValueException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.tck.Outage;
import dev.rookery.transport.Signals;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Nats;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Brokers that die, hang and refuse. */
final class NatsFaultsIT {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    @Test
    void a_broker_that_restarts_ends_every_request_and_the_service_serves_again() {
        var broker = broker(NatsBroker.builder());
        var service = new Outage.Service();
        var outage = Outage.during(serve(transport(broker), service), client(transport(broker), WAIT));

        broker.restart();

        outage.isOver();
        service.open();
        outage.leavesNothing();
        outage.wasTold(NatsStatus.CONNECTED, NatsStatus.DISCONNECTED, NatsStatus.RECONNECTING, NatsStatus.CONNECTED);
    }

    @Test
    void no_subscription_leaks_over_restarts() throws Exception {
        var monitoring = FreePort.find();
        var broker = broker(NatsBroker.builder().config("http: \"127.0.0.1:" + monitoring + "\""));
        serve(transport(broker), new Outage.Service());
        var client = client(transport(broker), WAIT);
        Outage.servesAgain(client);
        var before = subscriptions(monitoring);

        for (var round = 0; round < 2; round++) {
            broker.kill();
            broker.start();
            Outage.servesAgain(client);
        }
        for (var index = 0; index < 100; index++) {
            client.request("echo", index, Integer.class).block(WAIT);
        }

        assertThat(subscriptions(monitoring)).isEqualTo(before);
    }

    private static String subscriptions(int monitoring) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + monitoring + "/subsz"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.body()
                    .lines()
                    .filter(line -> line.contains("num_subscriptions"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void requests_while_the_broker_is_away_wait_for_it_within_their_time() {
        var broker = broker(NatsBroker.builder());
        serve(transport(broker), new Outage.Service());
        var client = client(transport(broker), WAIT);
        var statuses = Outage.statuses(client.status());
        Outage.servesAgain(client);

        broker.stop();
        await().atMost(WAIT).until(() -> statuses.getLast().equals(NatsStatus.RECONNECTING));
        var patient = client.request("echo", 1, Integer.class).toFuture();
        var hasty = client.withTimeout(Duration.ofMillis(100))
                .request("echo", 2, Integer.class)
                .toFuture();
        assertThat(hasty).failsWithin(WAIT).withThrowableThat().withCauseInstanceOf(RequestTimeoutException.class);
        broker.start();

        // Who subscribes again first is open: the service or the client. A client that is first is told that nobody
        // listens.
        await().atMost(WAIT).until(patient::isDone);
        Outage.servesAgain(client);
    }

    @Test
    void a_server_and_a_client_go_to_the_next_of_their_servers_when_one_dies() {
        var first = broker(NatsBroker.builder());
        var second = broker(NatsBroker.builder());
        var both =
                NatsTransporter.builder().servers(first.url(), second.url()).driver(options -> options.noRandomize());
        var server = serve(both, new Outage.Service());
        var client = client(both, WAIT);
        Outage.servesAgain(client);
        assertThat(server.unwrap(Connection.class).getConnectedUrl()).endsWith(":" + first.port());

        first.kill();

        Outage.servesAgain(client);
        assertThat(server.unwrap(Connection.class).getConnectedUrl()).endsWith(":" + second.port());
    }

    /** As Nest sends it; the driver takes ASCII alone, and its thread that reads ends at anything else. */
    @Test
    void a_header_that_the_driver_cannot_read_costs_its_own_message_and_no_other() throws Exception {
        var broker = broker(NatsBroker.builder());
        var server = serve(transport(broker), new Outage.Service());
        var client = client(transport(broker), WAIT);
        Outage.servesAgain(client);
        var statuses = Outage.statuses(server.status());

        publish(broker, "echo", "user: Löwe");

        await().atMost(WAIT)
                .until(() -> statuses.contains(NatsStatus.RECONNECTING)
                        && statuses.getLast().equals(NatsStatus.CONNECTED));
        Outage.servesAgain(client);
    }

    private static void publish(Broker broker, String subject, String header) throws IOException {
        var headers = ("NATS/1.0\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        try (var socket = new Socket(broker.address().getAddress(), broker.port())) {
            var out = socket.getOutputStream();
            out.write("CONNECT {\"verbose\":false,\"headers\":true}\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(("HPUB " + subject + " " + headers.length + " " + (headers.length + 2) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(headers);
            out.write("{}\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .contains("PONG")
                    .doesNotContain("-ERR");
        }
    }

    @Test
    void a_broker_that_hangs_is_noticed_by_pings() {
        var broker = broker(NatsBroker.builder());
        serve(transport(broker), new Outage.Service());
        var client = client(transport(broker).ping(Duration.ofMillis(100), 1), Duration.ofSeconds(30));
        Outage.servesAgain(client);
        var statuses = Outage.statuses(client.status());

        broker.freeze();
        await().atMost(WAIT).untilAsserted(() -> assertThat(statuses).contains(NatsStatus.RECONNECTING));
        broker.thaw();

        Outage.servesAgain(client);
        assertThat(statuses).endsWith(NatsStatus.CONNECTED);
    }

    @Test
    void a_wrong_password_is_refused_with_a_hint_and_without_the_password() {
        var broker = broker(NatsBroker.builder().user("alice", "secret"));
        var wrong = transport(broker).login("alice", "hush");

        assertThatThrownBy(() -> client(wrong, WAIT).connect().block(WAIT))
                .isInstanceOf(ConnectionRefusedException.class)
                .hasMessageContaining("check user, password")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> serve(wrong, new Outage.Service()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("check user, password");
        var right = transport(broker).login("alice", "secret");
        serve(right, new Outage.Service());
        Outage.servesAgain(client(right, WAIT));
    }

    @Test
    void a_token_opens_the_door() {
        var broker = broker(NatsBroker.builder().token("secret"));

        serve(transport(broker).token("secret"), new Outage.Service());
        Outage.servesAgain(client(transport(broker).token("secret"), WAIT));
    }

    @Test
    void a_subscription_that_is_refused_fails_the_start() {
        var broker = broker(NatsBroker.builder().user("alice", "secret", "subscribe: { deny: \"wait\" }"));

        assertThatThrownBy(() -> serve(transport(broker).login("alice", "secret"), new Outage.Service()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("\"wait\"");
    }

    /** The first refuses the login, the second has no passwords: what the first has said does not count there. */
    @Test
    void a_refusal_of_one_server_says_nothing_of_the_next() {
        var strict = broker(NatsBroker.builder().user("alice", "secret"));
        var open = broker(NatsBroker.builder());
        var both = NatsTransporter.builder().servers(strict.url(), open.url()).driver(options -> options.noRandomize());

        serve(both, new Outage.Service());
        Outage.servesAgain(client(both, WAIT));
    }

    @Test
    void a_broker_that_dies_while_a_service_subscribes_has_refused_nothing() throws Exception {
        var broker = broker(NatsBroker.builder());
        try (var way = new CutAtWord(broker.address(), "SUB ", 2)) {
            serve(
                    NatsTransporter.builder()
                            .servers("nats://127.0.0.1:" + way.port())
                            .maxReconnectAttempts(0)
                            .startRetries(100),
                    new Outage.Service());

            Outage.servesAgain(client(transport(broker), WAIT));
        }
    }

    @Test
    void a_server_begins_anew_whatever_breaks_meanwhile() {
        var broker = broker(NatsBroker.builder());
        var attempts = new AtomicInteger();
        serve(
                transport(broker).maxReconnectAttempts(0).driver(options -> {
                    if (attempts.incrementAndGet() == 2) {
                        throw new IllegalStateException("Connection is Closed");
                    }
                    return options;
                }),
                new Outage.Service());
        var client = client(transport(broker), WAIT);
        Outage.servesAgain(client);

        broker.restart();

        Outage.servesAgain(client);
        assertThat(attempts).hasValueGreaterThan(2);
    }

    /** Nobody hears what the driver tells before it is listened to. */
    @Test
    void a_connection_that_ends_before_it_is_in_use_is_told_to_have_ended_and_once() throws Exception {
        var broker = broker(NatsBroker.builder());
        var ends = new AtomicInteger();
        var user = new ConnectionUser() {
            @Override
            public void lost() {}

            @Override
            public void ended() {
                ends.incrementAndGet();
            }

            @Override
            public void refused(String error) {}
        };
        var events = new DriverEvents(new Signals(NatsStatus.DISCONNECTED), user, "server");
        var connection = Nats.connect(broker.url());
        connection.close();

        events.watch(connection);
        assertThat(ends).hasValue(1);
        events.connectionEvent(connection, ConnectionListener.Events.CLOSED, 0L, broker.url());

        assertThat(ends).hasValue(1);
    }

    @Test
    void a_stream_that_nobody_watches_ends_at_its_greatest_age() {
        var broker = broker(NatsBroker.builder()
                .user("service", "secret", "subscribe: { deny: \"_INBOX.>\" }")
                .user("caller", "secret"));
        var cancelled = new AtomicBoolean();
        var server = MicroserviceServer.builder()
                .controller(new Object() {
                    @MessagePattern("ticks")
                    Flux<Long> ticks() {
                        return Flux.interval(Duration.ofMillis(5))
                                .onBackpressureDrop()
                                .doOnCancel(() -> cancelled.set(true));
                    }
                })
                .options(ServerOptions.builder()
                        .maxStreamAge(Duration.ofMillis(300))
                        .build())
                .transporter(transport(broker).login("service", "secret").build())
                .start();
        opened.add(() -> server.stop(Duration.ZERO));
        var client = client(transport(broker).login("caller", "secret"), WAIT);

        assertThat(client.send("ticks", Long.class).take(3).collectList().block(WAIT))
                .hasSize(3);

        await().atMost(WAIT).untilTrue(cancelled);
        await().atMost(WAIT).until(() -> server.inFlight() == 0);
    }

    /** NATS counts headers too, and closes the connection of who sends too much. */
    @Test
    void headers_count_for_the_size_of_a_message() {
        var broker = broker(NatsBroker.builder().config("max_payload: 1024"));
        serve(transport(broker), new Outage.Service());
        var client = client(transport(broker), WAIT);
        var statuses = Outage.statuses(client.status());
        Outage.servesAgain(client);
        var large = NatsRecord.builder(7).header("trace", "x".repeat(1_000)).build();

        assertThatThrownBy(() -> client.request("echo", large, Integer.class).block(WAIT))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("at most 1024");

        Outage.servesAgain(client);
        assertThat(statuses).doesNotContain(NatsStatus.RECONNECTING);
    }

    @Test
    void a_request_that_may_not_be_published_fails_at_once() {
        var broker = broker(
                NatsBroker.builder().user("service", "secret").user("caller", "secret", "publish: { deny: \"echo\" }"));
        serve(transport(broker).login("service", "secret"), new Outage.Service());
        var client = client(transport(broker).login("caller", "secret"), Duration.ofSeconds(30));
        var allowed = client.request("wait", 1, Integer.class).toFuture();

        assertThatThrownBy(() -> client.request("echo", 1, Integer.class).block(WAIT))
                .isInstanceOf(ConnectionRefusedException.class)
                .hasMessageContaining("echo");
        assertThat(allowed).isNotDone();
    }

    @Test
    void an_inbox_that_is_refused_fails_the_connection_and_not_each_call_by_its_timeout() {
        var broker = broker(NatsBroker.builder().user("alice", "secret", "subscribe: { deny: \"_INBOX.>\" }"));

        assertThatThrownBy(() -> client(transport(broker).login("alice", "secret"), WAIT)
                        .request("echo", 1, Integer.class)
                        .block(WAIT))
                .isInstanceOf(ConnectionRefusedException.class)
                .hasMessageContaining("inboxPrefix");
        client(transport(broker).login("alice", "secret").inboxPrefix("replies."), WAIT)
                .connect()
                .block(WAIT);
    }

    @Test
    void a_broker_that_is_not_there_is_told_at_once() {
        var broker = broker(NatsBroker.builder());
        broker.stop();

        assertThatThrownBy(() -> client(transport(broker), WAIT).connect().block(WAIT))
                .isInstanceOf(ConnectionRefusedException.class)
                .hasMessageContaining(broker.url() + ": Connection refused");
        assertThatThrownBy(() -> serve(transport(broker), new Outage.Service()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(broker.url() + ": Connection refused");
    }

    @Test
    void a_server_waits_for_a_broker_that_comes_later_if_it_is_told_to() {
        var broker = broker(NatsBroker.builder());
        broker.stop();
        var started = new CompletableFuture<MicroserviceServer>();
        Thread.ofVirtual()
                .start(() -> started.complete(serve(transport(broker).startRetries(100), new Outage.Service())));

        try (var log = Log.open()) {
            await().atMost(WAIT)
                    .untilAsserted(() -> assertThat(log.lines()).anyMatch(line -> line.contains("attempt 2")));
        }
        broker.start();

        assertThat(started).succeedsWithin(WAIT);
        Outage.servesAgain(client(transport(broker), WAIT));
    }

    @Test
    void a_server_whose_driver_has_given_up_begins_anew() {
        var broker = broker(NatsBroker.builder());
        var server = serve(transport(broker).maxReconnectAttempts(0), new Outage.Service());
        var statuses = Outage.statuses(server.status());
        var client = client(transport(broker).maxReconnectAttempts(0), WAIT);
        Outage.servesAgain(client);

        broker.restart();

        Outage.servesAgain(client);
        await().atMost(WAIT) // it answers a moment before it says that it is there
                .untilAsserted(() ->
                        assertThat(statuses).contains(NatsStatus.RECONNECTING).endsWith(NatsStatus.CONNECTED));
    }

    // ---- parts ----

    private Broker broker(NatsBroker.Builder builder) {
        var broker = builder.start();
        opened.add(broker);
        return broker;
    }

    private static NatsTransporter.Builder transport(Broker broker) {
        return NatsTransporter.builder().servers(broker.url());
    }

    private MicroserviceServer serve(NatsTransporter.Builder transport, Object controller) {
        var server = MicroserviceServer.builder()
                .controller(controller)
                .transporter(transport.build())
                .start();
        opened.add(() -> server.stop(Duration.ZERO));
        return server;
    }

    private ClientProxy client(NatsTransporter.Builder transport, Duration timeout) {
        var client = ClientProxyFactory.create(
                transport.build(), ClientOptions.builder().timeout(timeout).build());
        opened.add(client);
        return client;
    }
}
