package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.Rookery;
import dev.rookery.annotation.Catch;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;
import dev.rookery.annotation.UsePipes;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.HttpException;
import dev.rookery.error.RpcException;
import dev.rookery.module.Injectable;
import dev.rookery.module.Module;
import dev.rookery.module.Scope;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** What clients are told of errors, what stands around handlers, and what becomes of clients that break the rules. */
final class GatewayErrorsIT {
    record Order(@Min(1) int quantity) {}

    static final class Nobody implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return context.as(WsContext.class).orElseThrow().header("X-Key").isPresent();
        }
    }

    static final class Upper implements Pipe<String, String> {
        @Override
        public String transform(@Nullable String value, ArgumentMetadata argument) {
            return String.valueOf(value).toUpperCase(Locale.ROOT);
        }
    }

    static final class Marking implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) throws Exception {
            return next.handle().map(value -> "<" + value + ">");
        }
    }

    @Catch(IllegalArgumentException.class)
    static final class Arguments implements ExceptionFilter<IllegalArgumentException> {
        @Override
        public Object handle(IllegalArgumentException error, ExecutionContext context) {
            throw new WsException("filtered " + error.getMessage());
        }
    }

    @Catch(ArithmeticException.class)
    static final class Values implements ExceptionFilter<ArithmeticException> {
        @Override
        public Object handle(ArithmeticException error, ExecutionContext context) {
            return new WsEvent("sorry", error.getMessage());
        }
    }

    @WebSocketGateway
    static final class Failing {
        private static final Map<String, RuntimeException> ERRORS = Map.of(
                "text",
                new WsException("text"),
                "object",
                new WsException(Map.of("code", 7)),
                "list",
                new WsException(List.of(1)),
                "rpc",
                new RpcException("rpc"),
                "http",
                new HttpException(404, "no such cat"),
                "unknown",
                new IllegalStateException("secret"));

        @SubscribeMessage({"text", "object", "list", "rpc", "http", "unknown"})
        void fail(WsContext context) {
            var error = ERRORS.get(context.event());
            if (error != null) {
                throw error;
            }
        }

        @SubscribeMessage("stream")
        Flux<Integer> stream() {
            return Flux.just(1).concatWith(Flux.error(new WsException("mid")));
        }

        @SubscribeMessage("unwritable")
        List<Object> unwritable() {
            var endless = new ArrayList<>();
            endless.add(endless);
            return endless;
        }

        @SubscribeMessage("guarded")
        @UseGuards(Nobody.class)
        String guarded() {
            return "in";
        }

        @SubscribeMessage("piped")
        @UsePipes(Upper.class)
        @UseInterceptors(Marking.class)
        String piped(@MessageBody String text) {
            return text;
        }

        @SubscribeMessage("filtered")
        @UseFilters({Arguments.class, Values.class})
        int filtered(String kind) {
            if (kind.equals("argument")) {
                throw new IllegalArgumentException(kind);
            }
            throw new ArithmeticException(kind);
        }

        @SubscribeMessage("order")
        int order(@MessageBody @Valid Order order) {
            return order.quantity();
        }

        @SubscribeMessage("fine")
        String fine() {
            return "fine";
        }
    }

    @Module(providers = Failing.class)
    static final class FailingModule {}

    private static OpenDoor door;

    @BeforeAll
    static void open() {
        var small = WebSocketOptions.builder().maxMessageBytes(100_000).build();
        door = OpenDoor.of(FailingModule.class, options -> options.webSocket(small), _ -> {});
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static String answer(String message) {
        try (var socket = OpenSocket.at(door.port(), "/")) {
            return socket.text(message).next();
        }
    }

    private static String exception(String message, String event) {
        return "{\"event\":\"exception\",\"data\":{\"status\":\"error\",\"message\":\"" + message
                + "\",\"cause\":{\"pattern\":\"" + event + "\",\"data\":\"D\"}}}";
    }

    private static @Nullable Object data(String event, String dataJson) {
        try (var socket = OpenSocket.at(door.port(), "/")) {
            return socket.event(event, dataJson).nextJson() instanceof Map<?, ?> map ? map.get("data") : null;
        }
    }

    // ---- errors ----

    @Test
    void a_text_names_what_was_sent() {
        assertThat(answer("{\"event\":\"text\",\"data\":\"D\"}")).isEqualTo(exception("text", "text"));
        assertThat(answer("{\"event\":\"rpc\",\"data\":\"D\"}")).isEqualTo(exception("rpc", "rpc"));
    }

    @Test
    void what_was_sent_without_data_is_named_without() {
        assertThat(answer("{\"event\":\"text\"}"))
                .isEqualTo("{\"event\":\"exception\",\"data\":{\"status\":\"error\",\"message\":\"text\","
                        + "\"cause\":{\"pattern\":\"text\"}}}");
    }

    @Test
    void an_object_stands_alone() {
        assertThat(answer("{\"event\":\"object\",\"data\":\"D\"}"))
                .isEqualTo("{\"event\":\"exception\",\"data\":{\"code\":7}}");
        assertThat(answer("{\"event\":\"list\"}")).isEqualTo("{\"event\":\"exception\",\"data\":[1]}");
    }

    @Test
    void a_refusal_of_a_guard_is_told() {
        assertThat(answer("{\"event\":\"guarded\",\"data\":\"D\"}"))
                .isEqualTo(exception("Forbidden resource", "guarded"));
        try (var socket = OpenSocket.at(door.port(), "/", "X-Key", "1")) {
            assertThat(socket.event("guarded", "1").next()).isEqualTo("\"in\"");
        }
    }

    @Test
    void an_error_that_nobody_expected_tells_nothing_but_an_id() {
        assertThat(data("unknown", "\"D\""))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("message", "Internal server error")
                .containsEntry("cause", Map.of("pattern", "unknown", "data", "D"))
                .containsKey("errorId")
                .hasSize(4);
        assertThat(answer("{\"event\":\"unwritable\"}")).contains("Internal server error");
    }

    @Test
    void an_http_exception_is_what_it_says() {
        assertThat(data("http", "\"D\""))
                .isEqualTo(Map.of(
                        "status",
                        "error",
                        "statusCode",
                        404,
                        "message",
                        "no such cat",
                        "cause",
                        Map.of("pattern", "http", "data", "D")));
    }

    @Test
    void a_stream_that_fails_has_sent_what_came_before() {
        try (var socket = OpenSocket.at(door.port(), "/")) {
            socket.event("stream", "\"D\"");

            assertThat(socket.next()).isEqualTo("1");
            assertThat(socket.next()).isEqualTo(exception("mid", "stream"));
        }
    }

    // ---- the pipeline ----

    @Test
    void pipes_interceptors_and_filters_apply() {
        assertThat(answer("{\"event\":\"piped\",\"data\":\"abc\"}")).isEqualTo("\"<ABC>\"");
        assertThat(data("filtered", "\"argument\""))
                .isEqualTo(Map.of(
                        "status",
                        "error",
                        "message",
                        "filtered argument",
                        "cause",
                        Map.of("pattern", "filtered", "data", "argument")));
        assertThat(answer("{\"event\":\"filtered\",\"data\":\"value\"}"))
                .isEqualTo("{\"event\":\"sorry\",\"data\":\"value\"}");
    }

    @Test
    void data_is_validated() {
        assertThat(answer("{\"event\":\"order\",\"data\":{\"quantity\":2}}")).isEqualTo("2");
        assertThat(data("order", "{\"quantity\":0}"))
                .asString()
                .contains("quantity must be greater than or equal to 1");
        assertThat(data("order", "{\"quantity\":\"x\"}")).asString().contains("INVALID_PAYLOAD");
    }

    // ---- the handshake ----

    @Test
    void where_there_is_no_gateway_the_answer_is_that_of_http() {
        assertThat(door.send(upgrade("/nowhere")).status()).isEqualTo(404);
        assertThat(door.send(upgrade("/nowhere")).text()).contains("Cannot GET /nowhere");
    }

    private static HttpRequest.Builder upgrade(String path) {
        return door.to(path).header("Sec-WebSocket-Version", "13").header("Sec-WebSocket-Key", "x");
    }

    private static String answerTo(String... lines) throws IOException {
        try (var socket = door.connection()) {
            var head = "GET / HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void another_version_is_told_which_one_is_spoken() throws Exception {
        assertThat(answerTo(
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Key: x",
                        "Sec-WebSocket-Version: 8"))
                .startsWith("HTTP/1.1 426")
                .contains("Sec-WebSocket-Version: 13");
    }

    @Test
    void half_a_handshake_is_refused() throws Exception {
        assertThat(answerTo("Connection: close", "Sec-WebSocket-Version: 13"))
                .startsWith("HTTP/1.1 400")
                .contains("statusCode");
    }

    @Test
    void the_first_protocol_that_is_offered_is_taken_and_compression_is_not() throws Exception {
        try (var socket = RawSocket.at(door, "/")) {
            assertThat(socket.head())
                    .startsWith("http/1.1 101")
                    .contains("sec-websocket-protocol: one\r\n")
                    .doesNotContain("deflate");
        }
    }

    // ---- broken frames ----

    private static void closes(int code, ThrowingSend broken) throws Exception {
        try (var other = OpenSocket.at(door.port(), "/");
                var socket = RawSocket.at(door, "/")) {
            socket.head();
            broken.on(socket);

            assertThat(socket.closed()).isEqualTo(code);
            assertThat(socket.isAtEnd()).isTrue();
            assertThat(other.event("fine", "1").next()).isEqualTo("\"fine\"");
        }
    }

    /** Sends something broken. */
    private interface ThrowingSend {
        void on(RawSocket socket) throws Exception;
    }

    @Test
    void a_frame_without_a_mask_is_a_violation() throws Exception {
        closes(1002, socket -> socket.send(RawSocket.bytes(RawSocket.TEXT, 2, '{', '}')));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC1, 0xA1, 0x91, 0x83, 0x8B, 0x09, 0x80})
    void reserved_bits_and_codes_and_parts_of_nothing_are_violations(int firstByte) throws Exception {
        closes(1002, socket -> socket.frame(firstByte, new byte[2]));
    }

    @Test
    void a_text_that_is_no_utf_8_is_closed_with_1007() throws Exception {
        closes(1007, socket -> socket.frame(RawSocket.TEXT, RawSocket.bytes('"', 0xC3, '"')));
    }

    @Test
    void a_message_that_is_too_large_is_closed_with_1009() throws Exception {
        closes(1009, socket -> socket.frame(RawSocket.TEXT, new byte[100_001]));
    }

    @Test
    void a_message_that_is_too_large_in_parts_is_closed_with_1009() throws Exception {
        closes(1009, socket -> {
            socket.frame(0x01, new byte[60_000]);
            socket.frame(0x80, new byte[60_000]);
        });
    }

    @Test
    void a_client_that_sends_all_of_what_is_too_large_is_told_so_whenever_it_reads() throws Exception {
        try (var socket = RawSocket.at(door, "/")) {
            socket.head();
            socket.send(RawSocket.bytes(RawSocket.TEXT, 0xFF, 0, 0, 0, 0, 0x01, 0, 0, 0, 0, 0, 0, 0)); // 16 MiB follow
            socket.send(new byte[0x0100_0000]);

            assertThat(socket.closed()).isEqualTo(1_009);
            assertThat(socket.isAtEnd()).isTrue();
        }
    }

    @Test
    void a_large_message_within_the_bound_is_read() throws Exception {
        try (var socket = RawSocket.at(door, "/")) {
            socket.head();
            socket.text("{\"event\":\"piped\",\"data\":\"" + "x".repeat(90_000) + "\"}");

            assertThat(socket.next().text()).hasSize(90_004);
        }
    }

    @Test
    void a_ping_is_answered_by_its_own_bytes() throws Exception {
        try (var socket = RawSocket.at(door, "/")) {
            socket.head();
            socket.frame(RawSocket.PING, RawSocket.bytes(1, 2, 3));

            var pong = socket.next();
            assertThat(pong.firstByte()).isEqualTo(RawSocket.PONG);
            assertThat(pong.payload()).containsExactly(1, 2, 3);
        }
    }

    // ---- mistakes that the start tells ----

    @WebSocketGateway
    @Injectable(scope = Scope.REQUEST)
    static final class ScopedHooks implements OnGatewayConnection {
        @Override
        public void handleConnection(WsClient client) {}
    }

    @Module(providers = ScopedHooks.class)
    static final class ScopedModule {}

    @Test
    void hooks_of_what_is_made_for_each_message_are_a_mistake() {
        try (var app = Rookery.create(ScopedModule.class)) {
            assertThatThrownBy(() -> app.listen(HttpDoor.port(0)))
                    .isInstanceOf(HandlerDefinitionException.class)
                    .hasMessageContaining("ScopedHooks implements OnGatewayConnection")
                    .hasMessageContaining("not a singleton");
        }
    }

    @WebSocketGateway
    static final class Twin {
        @SubscribeMessage("fine")
        String fine() {
            return "too";
        }
    }

    @Module(providers = {Failing.class, Twin.class})
    static final class TwinsModule {}

    @Test
    void two_handlers_of_one_event_and_path_are_a_mistake() {
        try (var app = Rookery.create(TwinsModule.class)) {
            assertThatThrownBy(() -> app.listen(HttpDoor.port(0)))
                    .isInstanceOf(HandlerDefinitionException.class)
                    .hasMessageContaining("/ fine");
        }
    }

    @WebSocketGateway(path = "/{id}")
    static final class Variable {
        @SubscribeMessage("x")
        void handle() {}
    }

    @Module(providers = Variable.class)
    static final class VariableModule {}

    @Test
    void a_path_with_a_variable_is_a_mistake() {
        try (var app = Rookery.create(VariableModule.class)) {
            assertThatThrownBy(() -> app.listen(HttpDoor.port(0)))
                    .isInstanceOf(HandlerDefinitionException.class)
                    .hasMessageContaining("/{id}");
        }
    }
}
