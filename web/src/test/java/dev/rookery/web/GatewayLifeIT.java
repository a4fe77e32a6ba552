package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.Rookery;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.StartException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.Module;
import dev.rookery.server.ServerOptions;
import java.net.InetSocketAddress;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** From the opening of sockets to their end, hooks, shutdown, and what the options do. */
final class GatewayLifeIT {
    private static final Duration LONG = Duration.ofSeconds(10);

    @WebSocketGateway(path = "/live")
    static final class Live implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
        private final List<String> steps = new CopyOnWriteArrayList<>();
        private final Semaphore entered = new Semaphore(0);
        private final Semaphore mayLeave = new Semaphore(0);
        private final AtomicReference<@Nullable Throwable> stopped = new AtomicReference<>();
        private final CountDownLatch cancelled = new CountDownLatch(1);

        @Override
        public void afterInit(WsServer server) {
            steps.add("init " + server.path());
        }

        @Override
        public void handleConnection(WsClient client) {
            steps.add("connect " + Thread.currentThread().isVirtual());
            if (client.query("bad").isPresent()) {
                throw new IllegalStateException("bad");
            }
            if (client.query("unwanted").isPresent()) {
                client.close(4_001, "Unwanted");
            }
            if (client.query("slow").isPresent()) {
                entered.release();
                mayLeave.acquireUninterruptibly();
            }
        }

        @Override
        public void handleDisconnect(WsClient client, WsClose close) {
            steps.add("disconnect " + close.code() + " " + close.reason());
        }

        @SubscribeMessage("hello")
        String hello() {
            steps.add("hello");
            return "hello";
        }

        @SubscribeMessage("wait")
        String await() throws InterruptedException {
            entered.release();
            try {
                mayLeave.acquire();
            } catch (InterruptedException e) {
                stopped.set(e);
                throw e;
            }
            return "done";
        }

        @SubscribeMessage("forever")
        Flux<String> forever() {
            return Flux.just("begun").concatWith(Flux.never()).doOnCancel(cancelled::countDown);
        }

        @SubscribeMessage("pair")
        Flux<Integer> pair() {
            return Flux.just(1, 2);
        }

        @SubscribeMessage("silence")
        Flux<String> silence() {
            entered.release();
            return Flux.<String>never().doOnCancel(cancelled::countDown);
        }
    }

    @Module(providers = Live.class)
    static final class LiveModule {}

    private static OpenDoor door(WebSocketOptions.Builder options) {
        return OpenDoor.of(LiveModule.class, door -> door.webSocket(options.build()), _ -> {});
    }

    private static OpenSocket live(OpenDoor door) {
        return OpenSocket.at(door.port(), "/live");
    }

    private static Live gateway(OpenDoor door) {
        return door.app().get(Live.class);
    }

    // ---- hooks ----

    @Test
    void hooks_are_called_in_order_on_virtual_threads() {
        try (var door = OpenDoor.of(LiveModule.class)) {
            var steps = gateway(door).steps;
            assertThat(steps).containsExactly("init /live");
            try (var socket = live(door)) {
                socket.event("hello", "1").next();
                socket.leave(4_000, "Bye");
                assertThat(socket.closed().code()).isEqualTo(4_000);
            }
            Awaitility.await().until(() -> steps.size() == 4);
            assertThat(steps).containsExactly("init /live", "connect true", "hello", "disconnect 4000 Bye");
        }
    }

    @Test
    void no_event_is_handled_before_the_connection_is() {
        try (var door = OpenDoor.of(LiveModule.class);
                var socket = OpenSocket.at(door.port(), "/live?slow=1")) {
            var gateway = gateway(door);
            gateway.entered.acquireUninterruptibly();
            socket.event("hello", "1");
            assertThat(gateway.steps).doesNotContain("hello");
            gateway.mayLeave.release();

            assertThat(socket.next()).isEqualTo("\"hello\"");
        }
    }

    @Test
    void a_hook_that_fails_closes_the_client() {
        try (var door = OpenDoor.of(LiveModule.class);
                var socket = OpenSocket.at(door.port(), "/live?bad=1")) {
            assertThat(socket.closed().code()).isEqualTo(1_011);
            Awaitility.await().until(() -> gateway(door).steps.size() == 3);
            assertThat(gateway(door).steps).last().asString().startsWith("disconnect 1011");
        }
    }

    @Test
    void a_hook_may_close_the_client() {
        try (var door = OpenDoor.of(LiveModule.class);
                var socket = OpenSocket.at(door.port(), "/live?unwanted=1")) {
            assertThat(socket.closed()).isEqualTo(new WsClose(4_001, "Unwanted"));
            Awaitility.await().until(() -> gateway(door).steps.contains("disconnect 4001 Unwanted"));
        }
    }

    @WebSocketGateway
    static final class FailingInit implements OnGatewayInit {
        @Override
        public void afterInit(WsServer server) {
            throw new IllegalStateException("no");
        }
    }

    @Module(providers = FailingInit.class)
    static final class FailingInitModule {}

    @Test
    void a_first_hook_that_fails_stops_the_start() {
        try (var app = Rookery.create(FailingInitModule.class)) {
            var door = HttpDoor.builder().host("127.0.0.1").port(0).build();
            assertThatThrownBy(() -> app.listen(door))
                    .isInstanceOf(StartException.class)
                    .hasMessageEndingWith("FailingInit.afterInit failed: no");
        }
    }

    // ---- the end of a client ----

    @Test
    void handlers_and_streams_of_a_client_that_goes_are_stopped() throws Exception {
        try (var door = OpenDoor.of(LiveModule.class)) {
            var gateway = gateway(door);
            try (var socket = live(door)) {
                socket.event("wait", "1").event("forever", "1");
                assertThat(socket.next()).isEqualTo("\"begun\"");
                gateway.entered.acquire();
                socket.driver().abort();

                Awaitility.await().until(() -> gateway.stopped.get() != null);
                assertThat(gateway.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
                Awaitility.await().until(() -> gateway.steps.contains("disconnect 1006 Session Closed"));
            }
        }
    }

    @Test
    void a_subscription_may_be_silent_for_longer_than_a_handler_may_think() throws Exception {
        var impatient =
                ServerOptions.builder().handlerTimeout(Duration.ofMillis(50)).build();
        try (var door = OpenDoor.of(LiveModule.class, options -> options.server(impatient), _ -> {});
                var socket = live(door)) {
            socket.event("silence", "1");
            gateway(door).entered.acquire();

            assertThat(gateway(door).cancelled.await(500, TimeUnit.MILLISECONDS))
                    .isFalse();
            assertThat(socket.waiting()).isZero();
        }
    }

    // ---- time ----

    @Test
    void a_client_that_answers_pings_stays() {
        var brisk =
                WebSocketOptions.builder().pingInterval(Duration.ofMillis(50)).idleTimeout(Duration.ofSeconds(1));
        try (var door = door(brisk);
                var socket = live(door)) {
            Awaitility.await()
                    .pollDelay(Duration.ofMillis(2_500))
                    .until(() -> socket.event("hello", "1").next().equals("\"hello\""));
        }
    }

    @Test
    void a_client_that_answers_no_ping_is_closed() throws Exception {
        var brisk =
                WebSocketOptions.builder().pingInterval(Duration.ofMillis(50)).idleTimeout(Duration.ofSeconds(1));
        try (var door = door(brisk);
                var socket = RawSocket.at(door, "/live")) {
            socket.head();
            assertThat(socket.next().firstByte()).isEqualTo(RawSocket.PING);
            assertThat(socket.closed()).isEqualTo(1_001);
        }
    }

    @Test
    void without_pings_a_silent_client_is_closed() {
        var silent = WebSocketOptions.builder().pingInterval(Duration.ZERO).idleTimeout(Duration.ofMillis(200));
        try (var door = door(silent);
                var socket = live(door)) {
            assertThat(socket.closed()).isEqualTo(new WsClose(1_001, "No sign of life"));
        }
    }

    @Test
    void a_client_whose_connection_takes_long_to_accept_is_not_taken_for_dead() {
        var brisk =
                WebSocketOptions.builder().pingInterval(Duration.ofMillis(50)).idleTimeout(Duration.ofSeconds(1));
        try (var door = door(brisk);
                var socket = OpenSocket.at(door.port(), "/live?slow=1")) {
            var gateway = gateway(door);
            gateway.entered.acquireUninterruptibly();
            Awaitility.await().pollDelay(Duration.ofMillis(2_500)).until(() -> !socket.isClosed());
            gateway.mayLeave.release();

            assertThat(socket.event("hello", "1").next()).isEqualTo("\"hello\"");
        }
    }

    // ---- bounds ----

    @Test
    void a_client_with_many_streams_is_told_to_end_one_and_stops_nobody_else() {
        var bounds = WebSocketOptions.builder().maxStreams(2).build();
        var four = ServerOptions.builder().maxInFlight(4).maxWaiting(0).build();
        try (var door = OpenDoor.of(
                        LiveModule.class, options -> options.webSocket(bounds).server(four), _ -> {});
                var greedy = live(door);
                var other = live(door)) {
            greedy.event("silence", "1").event("silence", "2");
            for (var index = 0; index < 10; index++) {
                assertThat(greedy.event("silence", "3").next())
                        .startsWith("{\"event\":\"exception\",\"data\":{\"status\":\"error\",\"code\":\"BUSY\"")
                        .contains("2 streams")
                        .endsWith("\"cause\":{\"pattern\":\"silence\",\"data\":3}}}");
            }
            assertThat(greedy.event("hello", "1").next()).isEqualTo("\"hello\"");
            assertThat(other.event("hello", "1").next()).isEqualTo("\"hello\"");
            assertThat(other.event("forever", "1").next()).isEqualTo("\"begun\"");
        }
    }

    @Test
    void a_stream_that_has_ended_makes_room_for_another() {
        try (var door = door(WebSocketOptions.builder().maxStreams(1));
                var socket = live(door)) {
            for (var index = 0; index < 5; index++) {
                Awaitility.await().until(() -> socket.event("pair", "1").next().equals("1")); // the end is no message
                assertThat(socket.next()).isEqualTo("2");
            }
        }
    }

    @Test
    void a_client_for_which_next_to_nothing_may_wait_is_read_on() {
        try (var door = door(WebSocketOptions.builder().maxUnsentBytes(1));
                var socket = live(door)) {
            for (var index = 0; index < 10; index++) {
                assertThat(socket.event("hello", "1").next()).isEqualTo("\"hello\"");
            }
        }
    }

    // ---- origins ----

    @Test
    void pages_of_other_origins_are_turned_away() {
        try (var door = door(WebSocketOptions.builder().allowedOrigins("https://shop.example"))) {
            try (var socket = OpenSocket.at(door.port(), "/live", "Origin", "https://shop.example")) {
                assertThat(socket.event("hello", "1").next()).isEqualTo("\"hello\"");
            }
            try (var socket = live(door)) {
                assertThat(socket.event("hello", "1").next()).isEqualTo("\"hello\"");
            }
            assertThat(refusal(door.port(), "Origin", "https://evil.example")).isEqualTo(403);
        }
    }

    private static int refusal(int port, String... headers) {
        try (var _ = OpenSocket.at(port, "/live", headers)) {
            return 101;
        } catch (CompletionException error) {
            return error.getCause() instanceof WebSocketHandshakeException refused
                    ? refused.getResponse().statusCode()
                    : -1;
        }
    }

    // ---- shutdown ----

    @Test
    void at_the_end_handlers_are_finished_and_sockets_are_closed() throws Exception {
        try (var door = OpenDoor.of(LiveModule.class);
                var socket = live(door)) {
            var gateway = gateway(door);
            socket.event("wait", "1");
            gateway.entered.acquire();
            var closing = Thread.ofVirtual().start(door.app()::close);
            Awaitility.await().until(() -> refusal(door.port()) == 503);
            socket.event("hello", "1");
            assertThat(socket.isClosed()).isFalse();

            gateway.mayLeave.release();
            assertThat(socket.next()).isEqualTo("\"done\"");
            assertThat(socket.closed().code()).isEqualTo(1_001);
            assertThat(closing.join(LONG)).isTrue();
            assertThat(gateway.steps).doesNotContain("hello").last().asString().startsWith("disconnect 1001");
        }
    }

    @Test
    void a_stream_without_an_end_does_not_hold_up_the_end() throws Exception {
        try (var door = OpenDoor.of(LiveModule.class);
                var socket = live(door)) {
            assertThat(socket.event("forever", "1").next()).isEqualTo("\"begun\"");
            var began = System.nanoTime();
            door.app().close();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            assertThat(gateway(door).cancelled.await(1, TimeUnit.SECONDS)).isTrue();
            assertThat(socket.closed().code()).isEqualTo(1_001);
        }
    }

    @Test
    void no_thread_is_left() {
        try (var door = OpenDoor.of(LiveModule.class);
                var socket = live(door)) {
            assertThat(socket.event("hello", "1").next()).isEqualTo("\"hello\"");
        }
        Awaitility.await()
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("rookery-ws")));
    }

    @Test
    void sockets_are_not_read_while_enough_is_in_flight() {
        var one = ServerOptions.builder().maxInFlight(1).maxWaiting(1).build();
        try (var door = OpenDoor.of(LiveModule.class, options -> options.server(one), _ -> {});
                var busy = live(door);
                var other = live(door)) {
            var gateway = gateway(door);
            busy.event("wait", "1");
            gateway.entered.acquireUninterruptibly();
            for (var index = 0; index < 20; index++) {
                other.event("hello", "1");
            }
            assertThat(gateway.steps).doesNotContain("hello");
            gateway.mayLeave.release();

            assertThat(busy.next()).isEqualTo("\"done\"");
            for (var index = 0; index < 20; index++) {
                assertThat(other.next()).isEqualTo("\"hello\"");
            }
        }
    }

    // ---- doors ----

    @Controller
    static final class Sums {
        @MessagePattern("sum")
        int sum(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).sum();
        }
    }

    @Module(providers = Live.class, controllers = Sums.class)
    static final class ServiceModule {}

    @Test
    void a_microservice_may_have_gateways_behind_a_door_of_their_own() {
        var memory = new InMemoryTransporter();
        var service = Rookery.createMicroservice(ServiceModule.class, memory);
        try (service) {
            var listener = service.connectDoor(WebSocketDoor.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .health(true)
                    .build());
            service.listen();
            var port = ((InetSocketAddress) listener.addresses().getFirst()).getPort();
            assertThat(listener.unwrap(Server.class).isStarted()).isTrue();
            try (var socket = OpenSocket.at(port, "/live");
                    var client = ClientProxyFactory.create(memory)) {
                assertThat(socket.event("hello", "1").next()).isEqualTo("\"hello\"");
                assertThat(client.request("sum", List.of(1, 2), Integer.class).block(LONG))
                        .isEqualTo(3);
            }
        }
    }

    @WebSocketGateway(path = "/live", port = 1)
    static final class Elsewhere {
        @SubscribeMessage("hello")
        String hello() {
            return "from elsewhere";
        }
    }

    @Module(providers = {Live.class, Elsewhere.class})
    static final class PortsModule {}

    @Test
    void a_gateway_with_another_port_is_not_served() {
        try (var door = OpenDoor.of(PortsModule.class);
                var socket = live(door)) {
            assertThat(socket.event("hello", "1").next()).isEqualTo("\"hello\"");
        }
    }
}
