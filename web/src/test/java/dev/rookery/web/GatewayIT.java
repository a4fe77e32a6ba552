package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.Payload;
import dev.rookery.module.Injectable;
import dev.rookery.module.Module;
import dev.rookery.module.Scope;
import dev.rookery.pipe.ParseInt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What events gateways take, and what goes back. */
final class GatewayIT {
    record Point(int x, int y) {}

    @WebSocketGateway(path = "/live")
    static final class Live {
        @SubscribeMessage("echo")
        WsEvent echo(@MessageBody @Nullable Object data) {
            return new WsEvent("echo", data);
        }

        @SubscribeMessage({"sum", "add up"})
        int sum(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).sum();
        }

        @SubscribeMessage("x")
        int member(@MessageBody("x") int x) {
            return x;
        }

        @SubscribeMessage("y")
        int memberAsPayload(@Payload("y") @ParseInt int y) {
            return y;
        }

        @SubscribeMessage("point")
        Point point(Point point) {
            return new Point(point.y(), point.x());
        }

        @SubscribeMessage("who")
        String who(@ConnectedSocket WsClient client, WsContext context) {
            return String.join(
                    "|",
                    client.path(),
                    client.query("name").orElse(""),
                    context.header("X-Kind").orElse(""),
                    context.event(),
                    context.pattern(),
                    context.transport(),
                    Boolean.toString(Objects.equals(client, context.client())));
        }

        @SubscribeMessage("void")
        void nothing() {}

        @SubscribeMessage("null")
        @Nullable String nothingAtAll() {
            return null;
        }

        @SubscribeMessage("empty")
        Mono<String> empty() {
            return Mono.empty();
        }

        @SubscribeMessage("text")
        String text() {
            return "text";
        }

        @SubscribeMessage("later")
        CompletionStage<Integer> later() {
            return CompletableFuture.completedFuture(7);
        }

        @SubscribeMessage("flux")
        Flux<Integer> flux(int count) {
            return Flux.range(1, count);
        }

        @SubscribeMessage("stream")
        Stream<WsEvent> stream() {
            return Stream.of("a", "b").map(name -> new WsEvent("letter", name));
        }
    }

    @WebSocketGateway(path = "live/")
    static final class Second {
        @SubscribeMessage("second")
        String second() {
            return "another gateway of the path";
        }
    }

    @WebSocketGateway
    @Injectable(scope = Scope.REQUEST)
    static final class Counter {
        private int count;

        @SubscribeMessage("count")
        int count() {
            return ++count;
        }
    }

    @Controller("live")
    static final class Page {
        @Get
        String page() {
            return "a page";
        }
    }

    @Module(
            providers = {Live.class, Second.class, Counter.class},
            controllers = Page.class)
    static final class LiveModule {}

    private static OpenDoor door;

    @BeforeAll
    static void open() {
        door = OpenDoor.of(LiveModule.class);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static OpenSocket live() {
        return OpenSocket.at(door.port(), "/live");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"D\"", "null", "0", "[1,null]", "{\"a\":{\"b\":\"ä€😀\"}}"})
    void an_event_gets_its_data_and_a_value_goes_back_as_its_json(String data) {
        try (var socket = live()) {
            assertThat(socket.event("echo", data).next()).isEqualTo("{\"event\":\"echo\",\"data\":" + data + "}");
        }
    }

    @Test
    void data_may_be_missing() {
        try (var socket = live()) {
            assertThat(socket.text("{\"event\":\"echo\"}").nextJson()).isEqualTo(mapWithNull());
        }
    }

    private static Map<String, @Nullable Object> mapWithNull() {
        var map = new java.util.HashMap<String, @Nullable Object>(Map.of("event", "echo"));
        map.put("data", null);
        return map;
    }

    @Test
    void a_binary_frame_counts_and_is_answered_by_a_text() {
        try (var socket = live()) {
            socket.binary("{\"event\":\"echo\",\"data\":\"bin\"}".getBytes(StandardCharsets.UTF_8));

            assertThat(socket.next()).isEqualTo("{\"event\":\"echo\",\"data\":\"bin\"}");
        }
    }

    @Test
    void a_message_may_come_in_several_frames() {
        try (var socket = live()) {
            socket.driver().sendText("{\"event\":\"ec", false).join();
            socket.driver().sendPing(java.nio.ByteBuffer.wrap(new byte[] {1})).join();
            socket.driver().sendText("ho\",\"data\":\"", false).join();
            socket.driver().sendText("parts\"}", true).join();

            assertThat(socket.next()).isEqualTo("{\"event\":\"echo\",\"data\":\"parts\"}");
        }
    }

    @Test
    void members_of_the_data_and_types_are_bound_as_for_messages() {
        try (var socket = live()) {
            assertThat(socket.event("sum", "[1,2,3]").next()).isEqualTo("6");
            assertThat(socket.event("add up", "[1,2]").next()).isEqualTo("3");
            assertThat(socket.event("x", "{\"x\":4}").next()).isEqualTo("4");
            assertThat(socket.event("y", "{\"y\":\"5\"}").next()).isEqualTo("5");
            assertThat(socket.event("point", "{\"x\":1,\"y\":2}").next()).isEqualTo("{\"x\":2,\"y\":1}");
        }
    }

    @Test
    void an_event_is_found_however_its_name_is_written() {
        try (var socket = live()) {
            assertThat(socket.text("{\"data\":[1], \"event\":\"\\u0073um\"}").next())
                    .isEqualTo("1");
        }
    }

    @Test
    void the_request_that_opened_the_connection_is_known() {
        try (var socket = OpenSocket.at(door.port(), "/live?name=tom", "X-Kind", "cat")) {
            assertThat(socket.event("who", "1").next()).isEqualTo("\"/live|tom|cat|who|/live who|ws|true\"");
        }
    }

    @Test
    void nothing_comes_of_nothing() {
        try (var socket = live()) {
            socket.event("void", "1").event("null", "1").event("empty", "1").event("text", "1");

            assertThat(socket.next()).isEqualTo("\"text\"");
        }
    }

    @Test
    void what_comes_later_and_many_values_go_back_one_by_one() {
        try (var socket = live()) {
            assertThat(socket.event("later", "1").next()).isEqualTo("7");
            socket.event("flux", "3");
            assertThat(List.of(socket.next(), socket.next(), socket.next())).containsExactly("1", "2", "3");
            socket.event("stream", "0");
            assertThat(socket.next()).isEqualTo("{\"event\":\"letter\",\"data\":\"a\"}");
            assertThat(socket.next()).isEqualTo("{\"event\":\"letter\",\"data\":\"b\"}");
        }
    }

    @Test
    void a_long_stream_is_asked_for_in_parts() {
        try (var socket = live()) {
            socket.event("flux", "5000");
            for (var expected = 1; expected <= 5_000; expected++) {
                assertThat(socket.next()).isEqualTo(Integer.toString(expected));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "null",
                "42",
                "[\"echo\",1]",
                "{\"data\":1}",
                "{\"event\":42}",
                "{\"event\":\"nope\",\"data\":1}",
                "{\"pattern\":\"echo\",\"data\":1}",
                "{\"event\":\"echo\",\"data\":1}{\"event\":\"echo\",\"data\":2}",
                "{\"event\":\"echo\",\"data\":1",
                ""
            })
    void what_is_no_event_is_ignored_and_the_connection_stays(String message) {
        try (var socket = live()) {
            socket.text(message).binary(new byte[] {0, (byte) 0xFF}).event("text", "0");

            assertThat(socket.next()).isEqualTo("\"text\"");
        }
    }

    @Test
    void several_gateways_may_have_one_path() {
        try (var socket = live()) {
            assertThat(socket.event("second", "1").next()).isEqualTo("\"another gateway of the path\"");
        }
    }

    @Test
    void a_request_scoped_gateway_is_made_for_each_event() {
        try (var socket = OpenSocket.at(door.port(), "/")) {
            assertThat(socket.event("count", "1").next()).isEqualTo("1");
            assertThat(socket.event("count", "1").next()).isEqualTo("1");
        }
    }

    @Test
    void http_is_served_at_the_same_path_and_port() {
        assertThat(door.get("/live").text()).isEqualTo("a page");
    }
}
