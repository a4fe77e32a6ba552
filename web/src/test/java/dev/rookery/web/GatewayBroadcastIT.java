package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.Rookery;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.module.Module;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** What reaches clients unasked: all of them, rooms, single ones; and those that take it too slowly. */
final class GatewayBroadcastIT {
    private static final int FAR_TOO_MUCH = 20_000;
    private static final int FAR_TOO_MANY = 3_000;

    @WebSocketGateway(path = "/chat")
    static final class Chat implements OnGatewayInit {
        private @Nullable WsServer server;
        private final List<WsClient> seen = new CopyOnWriteArrayList<>();
        private final AtomicLong asked = new AtomicLong();
        private final AtomicLong made = new AtomicLong();

        @Override
        public void afterInit(WsServer here) {
            server = here;
        }

        WsServer server() {
            if (server == null) {
                throw new AssertionError("afterInit was not called");
            }
            return server;
        }

        @SubscribeMessage("join")
        boolean join(String room, @ConnectedSocket WsClient client) {
            client.join(room);
            client.join(room);
            return client.rooms().contains(room);
        }

        @SubscribeMessage("leave")
        boolean leave(String room, @ConnectedSocket WsClient client) {
            client.leave(room);
            return client.rooms().contains(room);
        }

        @SubscribeMessage("say")
        void say(Said said, @ConnectedSocket WsClient client) {
            server().to(said.room()).except(client).emit("said", said.text());
        }

        @SubscribeMessage("me")
        void me(@ConnectedSocket WsClient client) {
            seen.add(client);
            client.attributes().put("name", "tom");
            client.emit("you", client.attributes());
            client.send(List.of(1, 2));
        }

        @SubscribeMessage("big")
        String big() {
            asked.incrementAndGet();
            return "x".repeat(10_000);
        }

        @SubscribeMessage("flood")
        Flux<String> flood() {
            return Flux.range(1, FAR_TOO_MUCH).map(index -> {
                made.set(index);
                return "x".repeat(1_000);
            });
        }
    }

    record Said(String room, String text) {}

    @Module(providers = Chat.class, imports = WebSocketModule.class)
    static final class ChatModule {}

    private static OpenSocket chat(OpenDoor door) {
        return OpenSocket.at(door.port(), "/chat");
    }

    private static OpenDoor door(WebSocketOptions.Builder options) {
        return OpenDoor.of(ChatModule.class, door -> door.webSocket(options.build()), _ -> {});
    }

    @Test
    void an_event_reaches_all_clients_of_a_path() {
        try (var door = OpenDoor.of(ChatModule.class);
                var one = chat(door);
                var two = chat(door)) {
            var server = door.app().get(WebSockets.class).at("chat");
            Awaitility.await().until(() -> server.count() == 2);

            server.emit("news", Map.of("n", 1));
            server.emit("nothing", null);

            for (var socket : List.of(one, two)) {
                assertThat(socket.next()).isEqualTo("{\"event\":\"news\",\"data\":{\"n\":1}}");
                assertThat(socket.next()).isEqualTo("{\"event\":\"nothing\",\"data\":null}");
            }
            assertThat(door.app().get(Chat.class).server()).isSameAs(server);
        }
    }

    @Test
    void a_room_is_who_has_joined_it() {
        try (var door = OpenDoor.of(ChatModule.class);
                var one = chat(door);
                var two = chat(door);
                var three = chat(door)) {
            var server = door.app().get(WebSockets.class).at("/chat");
            assertThat(one.event("join", "\"a\"").next()).isEqualTo("true");
            assertThat(two.event("join", "\"a\"").next()).isEqualTo("true");
            assertThat(two.event("join", "\"b\"").next()).isEqualTo("true");
            assertThat(three.event("join", "\"b\"").next()).isEqualTo("true");
            assertThat(server.rooms()).containsExactlyInAnyOrder("a", "b");

            one.event("say", "{\"room\":\"a\",\"text\":\"hello\"}");
            assertThat(two.next()).isEqualTo("{\"event\":\"said\",\"data\":\"hello\"}");

            server.in("a").to("b").emit("both", 1);
            for (var socket : List.of(one, two, three)) {
                assertThat(socket.next()).isEqualTo("{\"event\":\"both\",\"data\":1}");
            }

            assertThat(two.event("leave", "\"b\"").next()).isEqualTo("false");
            assertThat(server.to("b").clients()).hasSize(1);
            three.leave(1_000, "");
            Awaitility.await().until(() -> !server.rooms().contains("b"));
            assertThat(server.to("nobody").clients()).isEmpty();
            server.to("nobody").emit("nothing", 1);
        }
    }

    @Test
    void a_client_is_sent_to_by_whoever_has_it() {
        try (var door = OpenDoor.of(ChatModule.class);
                var socket = chat(door)) {
            assertThat(socket.event("me", "1").next()).isEqualTo("{\"event\":\"you\",\"data\":{\"name\":\"tom\"}}");
            assertThat(socket.next()).isEqualTo("[1,2]");

            var client = door.app().get(Chat.class).seen.getFirst();
            assertThat(client.isOpen()).isTrue();
            assertThat(client.unwrap(CoreSession.class).isOutputOpen()).isTrue();
            assertThat(client.remoteAddress()).isNotNull();
            client.close(4_000, "Enough");

            assertThat(socket.closed()).isEqualTo(new WsClose(4_000, "Enough"));
            Awaitility.await().until(() -> !client.isOpen());
            client.emit("late", 1);
            client.join("late");
            assertThat(client.rooms()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000})
    void a_code_that_may_not_be_sent_is_refused(int code) {
        try (var door = OpenDoor.of(ChatModule.class);
                var socket = chat(door)) {
            socket.event("me", "1").next();
            var client = door.app().get(Chat.class).seen.getFirst();

            assertThatThrownBy(() -> client.close(code, "")).isInstanceOf(InvalidOptionException.class);
            assertThatThrownBy(() -> client.close(1_000, "ä".repeat(62))).isInstanceOf(InvalidOptionException.class);
        }
    }

    @Test
    void before_the_door_opens_there_is_nobody() {
        try (var app = Rookery.create(ChatModule.class)) {
            var server = app.get(WebSockets.class).at("/chat");
            server.emit("news", 1);
            assertThat(server.count()).isZero();
        }
    }

    // ---- who takes it too slowly ----

    @Test
    void a_stream_goes_as_fast_as_its_client_takes_it() {
        try (var door = OpenDoor.of(ChatModule.class);
                var slow = OpenSocket.lazyAt(door.port(), "/chat");
                var quick = chat(door)) {
            var chat = door.app().get(Chat.class);
            slow.event("flood", "1");
            Awaitility.await().until(() -> chat.made.get() > 0);
            var before = new AtomicLong(-1);
            Awaitility.await().during(Duration.ofMillis(300)).until(() -> {
                var now = chat.made.get();
                return before.getAndSet(now) == now;
            });
            assertThat(chat.made.get()).isLessThan(FAR_TOO_MUCH);
            assertThat(quick.event("join", "\"a\"").next()).isEqualTo("true");

            slow.take(Long.MAX_VALUE);
            for (var index = 0; index < FAR_TOO_MUCH; index++) {
                assertThat(slow.next()).hasSize(1_002);
            }
        }
    }

    private static void flood(WsServer server, int times) {
        for (var index = 0; index < times; index++) {
            server.emit("flood", "x".repeat(10_000));
        }
    }

    @Test
    void a_client_that_takes_too_little_is_closed_and_others_go_on() {
        try (var door = door(WebSocketOptions.builder().maxUnsentBytes(100_000));
                var slow = OpenSocket.lazyAt(door.port(), "/chat");
                var quick = chat(door)) {
            var server = door.app().get(WebSockets.class).at("/chat");
            Awaitility.await().until(() -> server.count() == 2);
            for (var round = 0; round < 2_000 && server.count() == 2; round++) {
                flood(server, 1);
                assertThat(quick.next()).hasSize(10_027);
            }

            Awaitility.await().until(() -> server.count() == 1);
            assertThat(quick.event("join", "\"a\"").next()).isEqualTo("true");
            assertThat(slow.isClosed()).isFalse(); // it has not read so far
        }
    }

    @Test
    void or_it_gets_what_there_is_room_for() {
        try (var door = door(WebSocketOptions.builder().maxUnsentBytes(100_000).slowReader(SlowReader.DROP));
                var slow = OpenSocket.lazyAt(door.port(), "/chat")) {
            var server = door.app().get(WebSockets.class).at("/chat");
            Awaitility.await().until(() -> server.count() == 1);
            var client = server.clients().iterator().next();
            for (var round = 0; round < 2_000 && client.dropped() == 0; round++) {
                flood(server, 1);
            }
            assertThat(client.dropped()).isPositive();
            slow.take(Long.MAX_VALUE);
            slow.event("join", "\"a\"");
            var message = slow.next();
            while (!message.equals("true")) {
                message = slow.next();
            }
            server.emit("news", 1);
            assertThat(slow.next()).isEqualTo("{\"event\":\"news\",\"data\":1}");
        }
    }

    @Test
    void of_a_client_that_takes_no_replies_no_further_events_are_read() {
        try (var door = door(WebSocketOptions.builder().maxUnsentBytes(10_000));
                var slow = OpenSocket.lazyAt(door.port(), "/chat")) {
            var chat = door.app().get(Chat.class);
            var _ = Thread.ofVirtual().start(() -> askFor(FAR_TOO_MANY, slow));
            Awaitility.await().until(() -> chat.asked.get() > 0);
            var before = new AtomicLong(-1);
            Awaitility.await().during(Duration.ofMillis(300)).until(() -> {
                var now = chat.asked.get();
                return before.getAndSet(now) == now;
            });
            assertThat(chat.asked.get()).isLessThan(FAR_TOO_MANY);

            slow.take(Long.MAX_VALUE);
            for (var index = 0; index < FAR_TOO_MANY; index++) {
                assertThat(slow.next()).hasSize(10_002);
            }
        }
    }

    private static void askFor(int replies, OpenSocket socket) {
        for (var index = 0; index < replies; index++) {
            socket.driver()
                    .sendText("{\"event\":\"big\",\"data\":\"" + "x".repeat(500) + "\"}", true)
                    .join();
        }
    }
}
