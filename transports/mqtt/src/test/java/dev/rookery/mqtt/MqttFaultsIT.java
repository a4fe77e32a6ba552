package dev.rookery.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.CutAtWord;
import dev.rookery.brokers.MosquittoBroker;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.StartException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.tck.Outage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Brokers that die, hang and refuse. */
final class MqttFaultsIT {
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void a_broker_that_restarts_ends_every_request_and_the_service_serves_again(MqttVersion version) {
        var broker = broker(Services.broker());
        var service = new Outage.Service();
        var outage = Outage.during(
                serve(transport(broker).version(version), service),
                client(transport(broker).version(version), WAIT));

        broker.restart();

        outage.isOver();
        service.open();
        outage.leavesNothing();
        outage.wasTold(MqttStatus.CONNECTED, MqttStatus.RECONNECTING, MqttStatus.CONNECTED);
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void no_subscription_leaks_over_restarts(MqttVersion version) {
        var broker = broker(Services.broker().config("sys_interval 1"));
        serve(transport(broker).version(version), new Outage.Service());
        var client = client(transport(broker).version(version), WAIT);
        Outage.servesAgain(client);
        var before = subscriptions(broker);
        assertThat(before).as("what it handles, and a reply").isGreaterThanOrEqualTo(4);

        for (var round = 0; round < 2; round++) {
            broker.kill();
            broker.start();
            Outage.servesAgain(client);
        }
        for (var index = 0; index < 100; index++) {
            client.request("echo", index, Integer.class).block(WAIT);
        }

        assertThat(subscriptions(broker)).isEqualTo(before);
    }

    /** What Mosquitto says of the number of subscriptions, this one among them, once it has said the same for a while. */
    private static int subscriptions(Broker broker) {
        var watcher = Mqtt5Client.builder()
                .serverHost("127.0.0.1")
                .serverPort(broker.port())
                .buildAsync();
        var said = new CopyOnWriteArrayList<Integer>();
        watcher.connect().join();
        watcher.subscribeWith()
                .topicFilter("$SYS/broker/subscriptions/count")
                .callback(message -> said.add(Integer.valueOf(StandardCharsets.US_ASCII
                        .decode(message.getPayload().orElseThrow())
                        .toString())))
                .send()
                .join();
        var quiet = new AtomicInteger(-1);
        await().atMost(WAIT)
                .during(Duration.ofSeconds(2))
                .until(() -> !said.isEmpty() && quiet.getAndSet(said.size()) == said.size());
        watcher.disconnect().join();
        return said.getLast();
    }

    @Test
    void replies_to_requests_before_a_restart_do_not_reach_those_after_it() {
        var broker = broker(Services.broker());
        var service = new Outage.Service();
        serve(transport(broker), service);
        var client = client(transport(broker), WAIT);
        var lost = client.request("wait", 1, Integer.class).toFuture();

        for (var round = 0; round < 2; round++) {
            broker.kill();
            broker.start();
            Outage.servesAgain(client);
        }
        service.open();

        assertThat(lost).failsWithin(WAIT);
        for (var index = 0; index < 100; index++) {
            assertThat(client.request("echo", index, Integer.class).block(WAIT)).isEqualTo(index);
        }
    }

    @Test
    void a_broker_that_hangs_is_noticed_by_keep_alive() {
        var broker = broker(Services.broker());
        serve(transport(broker), new Outage.Service());
        var client = client(
                transport(broker).session(MqttSession.DEFAULT.withKeepAlive(Duration.ofSeconds(1))),
                Duration.ofSeconds(30));
        Outage.servesAgain(client);
        var statuses = Outage.statuses(client.status());

        broker.freeze();
        await().atMost(WAIT).untilAsserted(() -> assertThat(statuses).contains(MqttStatus.RECONNECTING));
        broker.thaw();

        Outage.servesAgain(client);
        assertThat(statuses).endsWith(MqttStatus.CONNECTED);
    }

    @Test
    void a_call_that_times_out_before_its_reply_could_come_is_never_sent() {
        var broker = broker(Services.broker());
        var calls = new AtomicInteger();
        serve(transport(broker), new Object() {
            @MessagePattern("count")
            int count() {
                return calls.incrementAndGet();
            }
        });
        var client = client(transport(broker), WAIT);
        client.connect().block(WAIT);

        broker.freeze();
        assertThatThrownBy(() -> client.withTimeout(Duration.ofMillis(200))
                        .request("count", Integer.class)
                        .block(WAIT))
                .isInstanceOf(RequestTimeoutException.class);
        broker.thaw();

        assertThat(client.request("count", Integer.class).block(WAIT)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void a_wrong_password_is_refused_with_a_hint_and_without_the_password(MqttVersion version) {
        var broker = broker(Services.broker().user("alice", "secret"));
        var wrong = transport(broker).version(version).login("alice", "hush");

        assertThatThrownBy(() -> client(wrong, WAIT).connect().block(WAIT))
                .isInstanceOf(ConnectionRefusedException.class)
                .hasMessageContaining("check username and password")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> serve(wrong, new Outage.Service()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("check username and password");
        var right = transport(broker).version(version).login("alice", "secret");
        serve(right, new Outage.Service());
        Outage.servesAgain(client(right, WAIT));
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void a_subscription_that_is_refused_fails_the_start_and_a_reply_that_cannot_come_the_call(
            MqttVersion version, @TempDir Path folder) throws IOException {
        var broker = broker(forbidding(folder, "forbidden/#", "echo/reply"));
        var client = client(transport(broker).version(version), Duration.ofSeconds(60));

        assertThatThrownBy(() -> serve(transport(broker).version(version), new Object() {
                    @EventPattern("forbidden/event")
                    void never() {}
                }))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("forbidden/event");
        assertThatThrownBy(() -> client.request("echo", 1, Integer.class).block(WAIT))
                .isInstanceOf(ConnectionRefusedException.class)
                .hasMessageContaining("echo/reply");
        var service = new Outage.Service();
        service.open();
        serve(transport(broker).version(version), service);
        assertThat(client.request("wait", 1, Integer.class).block(WAIT)).isEqualTo(1);
    }

    /** Mosquitto's files of access let everybody subscribe; its plugin does not. */
    private static MosquittoBroker.Builder forbidding(Path folder, String... filters) throws IOException {
        var plugin = List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib").stream()
                .map(place -> Path.of(place, "mosquitto_dynamic_security.so"))
                .filter(Files::exists)
                .findFirst();
        Assumptions.assumeTrue(plugin.isPresent(), "Mosquitto's plugin for dynamic security is not installed");
        var acls = new ArrayList<String>();
        for (var filter : filters) {
            acls.add("{\"acltype\":\"subscribePattern\",\"topic\":\"%s\",\"priority\":1,\"allow\":false}"
                    .formatted(filter));
        }
        var text = """
                {"defaultACLAccess":{"publishClientSend":true,"publishClientReceive":true,"subscribe":true,"unsubscribe":true},
                 "clients":[],"groups":[{"groupname":"all","roles":[{"rolename":"some"}],"clients":[]}],"anonymousGroup":"all",
                 "roles":[{"rolename":"some","acls":[%s]}]}
                """.formatted(String.join(",", acls));
        var file = Files.writeString(folder.resolve("security.json"), text);
        return Services.broker().config("plugin " + plugin.get() + "\nplugin_opt_config_file " + file);
    }

    @Test
    void a_broker_that_is_not_there_is_told_at_once() {
        var broker = broker(Services.broker());
        broker.stop();
        var place = "127.0.0.1:" + broker.port();

        assertThatThrownBy(() -> client(transport(broker), WAIT).connect().block(WAIT))
                .isInstanceOf(ConnectionRefusedException.class)
                .hasMessageContaining(place);
        assertThatThrownBy(() -> serve(transport(broker), new Outage.Service()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(place);
    }

    @Test
    void a_server_waits_for_a_broker_that_comes_later_if_it_is_told_to() {
        var broker = broker(Services.broker());
        broker.stop();
        var started = new CompletableFuture<MicroserviceServer>();
        try (var log = Log.open()) {
            Thread.ofVirtual()
                    .start(() -> started.complete(serve(transport(broker).startRetries(100), new Outage.Service())));

            await().atMost(WAIT)
                    .untilAsserted(() -> assertThat(log.lines()).anyMatch(line -> line.contains("attempt 2")));
        }
        broker.start();

        assertThat(started).succeedsWithin(WAIT);
        Outage.servesAgain(client(transport(broker), WAIT));
    }

    /** As AWS IoT does, here on 3.1.1, where only a subscription has this byte behind a topic. */
    @Test
    void a_broker_that_hangs_up_on_qos_2_does_not_over_replies() throws Exception {
        var broker = broker(Services.broker());
        serve(transport(broker).version(MqttVersion.V3_1_1), new Outage.Service());
        try (var way = new CutAtWord(broker.address(), "/reply\u0002", Integer.MAX_VALUE)) {
            var client = client(
                    transport(broker).url("mqtt://127.0.0.1:" + way.port()).version(MqttVersion.V3_1_1), WAIT);

            assertThat(client.request("echo", 7, Integer.class).block(WAIT)).isEqualTo(7);
        }
    }

    @Test
    void more_than_may_wait_is_answered_as_busy_at_qos_0() {
        var broker = broker(Services.broker());
        var service = new Outage.Service();
        var server = MicroserviceServer.builder()
                .controller(service)
                .options(ServerOptions.builder().maxInFlight(10).maxWaiting(10).build())
                .transporter(transport(broker).build())
                .start();
        opened.add(() -> server.stop(Duration.ZERO));
        var client = client(transport(broker), WAIT);

        var replies = IntStream.range(0, 500)
                .mapToObj(index -> client.request("wait", index, Integer.class).toFuture())
                .toList();
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(replies)
                        .filteredOn(CompletableFuture::isCompletedExceptionally)
                        .hasSize(480));
        service.open();

        assertThat(replies).hasSize(500).allSatisfy(reply -> {
            if (reply.isCompletedExceptionally()) {
                assertThat(reply)
                        .failsWithin(WAIT)
                        .withThrowableThat()
                        .havingCause()
                        .isInstanceOfSatisfying(
                                RemoteException.class,
                                error -> assertThat(error.code()).contains("BUSY"));
            } else {
                assertThat(reply).succeedsWithin(WAIT);
            }
        });
    }

    // ---- parts ----

    private Broker broker(MosquittoBroker.Builder builder) {
        var broker = builder.start();
        opened.add(broker);
        return broker;
    }

    private static MqttTransporter.Builder transport(Broker broker) {
        return MqttTransporter.builder().url(broker.url());
    }

    private MicroserviceServer serve(MqttTransporter.Builder transport, Object controller) {
        var server = MicroserviceServer.builder()
                .controller(controller)
                .transporter(transport.build())
                .start();
        opened.add(() -> server.stop(Duration.ZERO));
        return server;
    }

    private ClientProxy client(MqttTransporter.Builder transport, Duration timeout) {
        var client = ClientProxyFactory.create(
                transport.build(), ClientOptions.builder().timeout(timeout).build());
        opened.add(client);
        return client;
    }
}
