package dev.rookery.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.BusyException;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RpcException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.error.UnserializableValueException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Backoff;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Clients, services that they can lose, and peers that answer nonsense. */
final class TcpClientIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), 0.5);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Handlers handlers = new Handlers();

    /** What the tests call. */
    static final class Handlers {
        final LinkedBlockingQueue<Integer> events = new LinkedBlockingQueue<>();
        final CountDownLatch gate = new CountDownLatch(1);
        final String name;

        Handlers() {
            this("one");
        }

        Handlers(String name) {
            this.name = name;
        }

        @MessagePattern("name")
        String name() {
            return name;
        }

        @MessagePattern("raw")
        Object raw(Object data) {
            return data;
        }

        @MessagePattern("countdown")
        Flux<Integer> countdown(int from) {
            return Flux.range(0, from).map(passed -> from - passed);
        }

        @MessagePattern("never")
        Mono<String> never() {
            return Mono.never();
        }

        @MessagePattern("fails")
        String fails() {
            throw new RpcException("text");
        }

        @EventPattern("happened")
        void happened(int number) {
            events.add(number);
        }
    }

    @AfterEach
    void close() throws Exception {
        for (var one : opened.reversed()) {
            one.close();
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("rookery-tcp")));
    }

    private <T extends AutoCloseable> T opened(T one) {
        opened.add(one);
        return one;
    }

    private MicroserviceServer serve() {
        return opened(Services.serve(handlers));
    }

    private ClientProxy clientOf(MicroserviceServer server) {
        return opened(Services.client(Services.port(server), options -> options.backoff(QUICK)));
    }

    // ---- messages ----

    @Test
    void requests_streams_errors_and_events_go_both_ways() throws InterruptedException {
        var client = clientOf(serve());
        assertThat(client.request("raw", "a😀é", String.class).block(PATIENCE)).isEqualTo("a😀é");
        assertThat(client.send("countdown", 5, Integer.class).collectList().block(PATIENCE))
                .containsExactly(5, 4, 3, 2, 1);
        assertThatExceptionOfType(RemoteException.class)
                .isThrownBy(() -> client.request("fails", 1, String.class).block(PATIENCE));
        assertThatExceptionOfType(NoHandlerException.class)
                .isThrownBy(() -> client.request("nobody", 1, String.class).block(PATIENCE));
        client.emit("happened", 7).block(PATIENCE);
        assertThat(handlers.events.poll(10, TimeUnit.SECONDS)).isEqualTo(7);
    }

    @Test
    void ten_thousand_requests_at_once_are_all_answered() {
        var client = clientOf(serve());
        var sum = Flux.range(1, 10_000)
                .flatMap(number -> client.request("raw", number, Integer.class), 10_000)
                .reduce(0L, Long::sum)
                .block(Duration.ofSeconds(60));
        assertThat(sum).isEqualTo(50_005_000L);
    }

    @Test
    void a_big_payload_goes_both_ways() {
        var client = clientOf(serve());
        var big = "é€😀x".repeat(1_000_000);
        assertThat(client.request("raw", big, String.class).block(PATIENCE)).isEqualTo(big);
    }

    @Test
    void events_keep_their_order_from_the_first_one_on() {
        var server = MicroserviceServer.builder()
                .controller(handlers)
                .options(ServerOptions.builder().orderBy(context -> "all").build())
                .transporter(TcpTransporter.builder().port(0).build())
                .start();
        opened(server);
        var client = clientOf(server);
        var last = Flux.range(0, 1_000)
                .map(number -> client.emit("happened", number))
                .toStream()
                .toList();
        last.getLast().block(PATIENCE);
        await().until(() -> handlers.events.size() == 1_000);
        assertThat(List.copyOf(handlers.events)).isSorted();
    }

    @Test
    void a_value_that_cannot_be_written_fails_its_own_request_only() {
        var client = clientOf(serve());
        client.connect().block(PATIENCE);
        var cycle = new ArrayList<Object>();
        cycle.add(cycle);
        assertThatExceptionOfType(UnserializableValueException.class)
                .isThrownBy(() -> client.request("raw", cycle, Object.class).block(PATIENCE));
        assertThat(client.request("raw", 1, Integer.class).block(PATIENCE)).isEqualTo(1);
    }

    // ---- connecting ----

    @Test
    void two_connects_at_once_make_one_connection() {
        var server = serve();
        var connections = new CopyOnWriteArrayList<Object>();
        opened(server.on(TcpEvent.CONNECT, connections::add)::dispose);
        var client = clientOf(server);
        Mono.when(client.connect(), client.connect(), client.request("raw", 1, Integer.class), client.connect())
                .block(PATIENCE);
        assertThat(connections).hasSize(1);
    }

    @Test
    void a_refused_connection_is_an_error_that_says_what_to_do_and_is_not_remembered() {
        var port = TcpFixture.freePort();
        var client = opened(Services.client(port, options -> options));
        assertThatThrownBy(() -> client.request("raw", 1, Integer.class).block(PATIENCE))
                .isInstanceOf(ConnectionRefusedException.class)
                .hasMessageContaining("localhost:" + port)
                .hasMessageContaining("Start the service");
        assertThatThrownBy(() -> client.connect().block(PATIENCE)).isInstanceOf(ConnectionRefusedException.class);
        assertThatThrownBy(() -> client.emit("happened", 1).block(PATIENCE))
                .isInstanceOf(ConnectionRefusedException.class);
        opened(Services.serve(handlers, options -> options.port(port)));
        assertThat(client.request("raw", 1, Integer.class).block(PATIENCE)).isEqualTo(1);
    }

    @Test
    void an_unknown_host_is_an_error_that_names_it() {
        var client = opened(Services.client(3000, options -> options.host("no-such-host.invalid")));
        assertThatThrownBy(() -> client.connect().block(PATIENCE))
                .isInstanceOf(ConnectionRefusedException.class)
                .hasMessageContaining("no-such-host.invalid:3000: the host is unknown");
    }

    @Test
    void a_client_needs_a_port() {
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> Services.client(0, options -> options))
                .withMessageContaining("port: 0 (expected: from 1 to 65535 for a client");
    }

    @Test
    void only_so_many_messages_wait_for_the_connection() {
        var client = opened(Services.client(TcpFixture.freePort(), options -> options.maxWaitingMessages(0)));
        assertThatThrownBy(() -> client.request("raw", 1, Integer.class).block(PATIENCE))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("maxWaitingMessages");
    }

    @Test
    void what_is_sent_again_at_a_failure_is_not_failed_by_that_failure() throws Exception {
        try (var late = new ServerSocket()) {
            var port = TcpFixture.freePort();
            var client = opened(Services.client(port, options -> options));
            var events = Flux.range(0, 2)
                    .map(number -> client.emit("happened", number)
                            .onErrorResume(refused -> {
                                bind(late, port);
                                return client.emit("happened", number);
                            })
                            .toFuture())
                    .toStream()
                    .toList();

            assertThat(events).hasSize(2).allSatisfy(sent -> assertThat(sent).succeedsWithin(PATIENCE));
        }
    }

    private static void bind(ServerSocket service, int port) {
        try {
            if (!service.isBound()) {
                service.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    // ---- losing ----

    /** A framing of one's own, which is wrong. */
    private static final class Broken implements TcpFraming {
        @Override
        public void frame(FrameBuffer packet) {
            TcpFraming.NEST.frame(packet);
        }

        @Override
        public Decoder newDecoder(int maxFrameBytes) {
            return received -> {
                throw new IllegalStateException("broken");
            };
        }
    }

    @Test
    void what_is_pending_fails_at_once_though_what_comes_cannot_be_read_to_the_end() {
        var server = serve();
        var client = opened(Services.client(
                Services.port(server), options -> options.framing(new Broken()).backoff(QUICK)));
        for (var round = 0; round < 2; round++) {
            assertThatThrownBy(() -> client.withTimeout(PATIENCE.multipliedBy(2))
                            .request("raw", 1, Integer.class)
                            .block(PATIENCE))
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("broken");
        }
    }

    @Test
    void what_is_pending_fails_at_once_when_the_connection_is_lost() throws Exception {
        try (var service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var client = opened(Services.client(service.getLocalPort(), options -> options.backoff(QUICK)));
            var failures = new LinkedBlockingQueue<Throwable>();
            for (var number = 0; number < 10; number++) {
                client.request("raw", number, Integer.class).subscribe(value -> {}, error -> {
                    failures.add(error);
                    throw new IllegalStateException("a subscriber that throws does not keep others from being told");
                });
            }
            try (var peer = new RawPeer(service.accept())) {
                assertThat(peer.readFrame()).contains("\"pattern\":\"raw\"");
            }
            await().until(() -> failures.size() == 10);
            assertThat(failures).allMatch(ConnectionLostException.class::isInstance);
        }
    }

    @Test
    void a_client_connects_again_by_itself() {
        var server = Services.serve(handlers);
        var port = Services.port(server);
        var client = opened(Services.client(port, options -> options.backoff(QUICK)));
        var statuses = new CopyOnWriteArrayList<String>();
        opened(client.status().subscribe(status -> statuses.add(status.name()))::dispose);
        assertThat(client.request("name", null, String.class).block(PATIENCE)).isEqualTo("one");

        server.close();
        await().until(() -> statuses.contains("RECONNECTING"));
        assertThatThrownBy(() -> client.request("name", null, String.class).block(PATIENCE))
                .isInstanceOf(ConnectionRefusedException.class);
        opened(Services.serve(new Handlers("two"), options -> options.port(port)));
        await().until(() -> statuses.getLast().equals("CONNECTED"));
        assertThat(client.request("name", null, String.class).block(PATIENCE)).isEqualTo("two");
        assertThat(statuses).containsExactly("DISCONNECTED", "CONNECTED", "RECONNECTING", "CONNECTED");
    }

    @Test
    void requests_are_spread_over_the_addresses_that_live() {
        var one = serve();
        var two = opened(Services.serve(new Handlers("two")));
        var client = opened(ClientProxyFactory.create(TcpTransporter.builder()
                .addresses(
                        "localhost:" + Services.port(one),
                        "localhost:" + TcpFixture.freePort(),
                        "127.0.0.1:" + Services.port(two))
                .backoff(QUICK)
                .build()));
        await().untilAsserted(() -> assertThat(names(client)).contains("one", "two"));
        one.close();
        await().untilAsserted(() -> assertThat(names(client)).containsOnly("two"));
    }

    private static List<String> names(ClientProxy client) {
        return Flux.range(0, 10)
                .concatMap(number -> client.request("name", null, String.class).onErrorReturn("lost"))
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    @Test
    void a_reply_that_is_none_fails_what_is_pending_and_says_so() throws Exception {
        try (var service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var client = opened(Services.client(service.getLocalPort(), options -> options));
            var reply = client.request("raw", 1, Integer.class).toFuture();
            try (var peer = new RawPeer(service.accept())) {
                peer.readFrame();
                peer.send("4#{bad");
                assertThat(peer.readToEnd()).isEmpty();
            }
            assertThat(reply)
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(UndecodableReplyException.class)
                    .withMessageContaining("what came is no reply");
        }
    }

    @Test
    void a_service_that_never_reads_fails_requests_instead_of_filling_memory() throws Exception {
        try (var service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var client =
                    opened(Services.client(service.getLocalPort(), options -> options.maxUnsentBytes(4 * 1024 * 1024)));
            client.connect().block(PATIENCE);
            try (var peer = new RawPeer(service.accept())) {
                var big = "x".repeat(1024 * 1024);
                var failure = new CompletableFuture<Throwable>();
                for (var sent = 0; sent < 64; sent++) {
                    client.request("raw", big, String.class).subscribe(value -> {}, failure::complete);
                }
                assertThat(failure)
                        .succeedsWithin(PATIENCE)
                        .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                        .isInstanceOf(BusyException.class)
                        .hasMessageContaining("maxUnsentBytes");
                assertThat(peer.readFrame()).contains("raw");
            }
        }
    }

    // ---- slow subscribers ----

    @Test
    void a_slow_subscriber_holds_the_connection_and_others_go_on_after_a_while() {
        var server = serve();
        var client = opened(ClientProxyFactory.create(
                TcpTransporter.builder().port(Services.port(server)).build(),
                ClientOptions.builder()
                        .maxBufferedReplies(16)
                        .stallTimeout(Duration.ofMillis(500))
                        .build()));
        var failure = new CompletableFuture<Throwable>();
        var slow = new BaseSubscriber<Integer>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(1);
            }

            @Override
            protected void hookOnError(Throwable error) {
                failure.complete(error);
            }
        };
        client.send("countdown", 100_000, Integer.class).subscribe(slow);
        opened(slow::dispose);
        StepVerifier.create(client.send("countdown", 100, Integer.class).count())
                .expectNext(100L)
                .expectComplete()
                .verify(PATIENCE);
        // the slow one is told why, although it asks for nothing more: to ask now would save it
        assertThat(failure)
                .succeedsWithin(PATIENCE)
                .satisfies(error -> assertThat(error).hasMessageContaining("maxBufferedReplies"));
    }

    @Test
    void a_subscriber_that_takes_its_time_gets_everything() {
        var client = opened(ClientProxyFactory.create(
                TcpTransporter.builder().port(Services.port(serve())).build(),
                ClientOptions.builder().maxBufferedReplies(16).build()));
        StepVerifier.create(client.send("countdown", 5_000, Integer.class).limitRate(4), 0)
                .thenRequest(10)
                .expectNextCount(10)
                .thenAwait(Duration.ofMillis(100))
                .thenRequest(1_000)
                .expectNextCount(1_000)
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(3_990)
                .expectComplete()
                .verify(PATIENCE);
    }

    // ---- closing ----

    @Test
    void close_fails_what_is_pending() {
        var client = Services.client(serve());
        var reply = client.request("never", 1, String.class).toFuture();
        client.connect().block(PATIENCE);
        client.close();
        assertThat(reply)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> client.request("raw", 1, Integer.class).block(PATIENCE))
                .isInstanceOf(ClientClosedException.class);
    }

    @Test
    void close_lets_go_what_was_sent_before() throws InterruptedException {
        var server = serve();
        var client = Services.client(server);
        for (var number = 0; number < 100; number++) {
            client.emit("happened", number).subscribe();
        }
        client.emit("happened", 100).block(PATIENCE);
        client.close();
        await().until(() -> handlers.events.size() == 101);
    }

    @Test
    void a_client_that_closes_ends_its_handlers() {
        var server = serve();
        var client = Services.client(server);
        client.request("never", 1, String.class).subscribe(value -> {}, error -> {});
        await().until(() -> server.inFlight() == 1);
        client.close();
        await().until(() -> server.inFlight() == 0);
    }

    @Test
    void the_channel_can_be_had() {
        var server = serve();
        var client = clientOf(server);
        assertThatThrownBy(() -> client.unwrap(Channel.class)).isInstanceOf(IllegalStateException.class);
        client.connect().block(PATIENCE);
        assertThat(((InetSocketAddress) client.unwrap(Channel.class).remoteAddress()).getPort())
                .isEqualTo(Services.port(server));
        assertThat(server.unwrap(Channel.class).isActive()).isTrue();
        assertThatThrownBy(() -> client.unwrap(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TCP has no java.lang.String");
    }
}
