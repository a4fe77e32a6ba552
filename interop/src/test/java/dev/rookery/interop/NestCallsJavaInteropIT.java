package dev.rookery.interop;

import static dev.rookery.interop.NestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.tcp.TcpTls;
import dev.rookery.tcp.TcpTransporter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** Unmodified Nest clients of both versions call a Java service over TCP. */
class NestCallsJavaInteropIT {
    /** A Nest client that is connected to the Java service. */
    record Caller(NestVersion version, NestClient nest) {
        @Override
        public String toString() {
            return version.toString();
        }
    }

    private static final JavaController CONTROLLER = new JavaController();
    private static final List<Caller> CALLERS = new ArrayList<>();
    private static MicroserviceServer service = start(CONTROLLER, ServerOptions.defaults());

    static MicroserviceServer start(JavaController controller, ServerOptions options) {
        return MicroserviceServer.builder()
                .controller(controller)
                .options(options)
                .transporter(TcpTransporter.builder().host("127.0.0.1").port(0).build())
                .start();
    }

    static int port(MicroserviceServer server) {
        return ((InetSocketAddress) server.addresses().getFirst()).getPort();
    }

    @BeforeAll
    static void start_a_client_of_each_version() {
        for (var version : NestVersion.values()) {
            CALLERS.add(new Caller(version, NestClient.start(version, port(service))));
        }
    }

    @AfterAll
    static void close_all() {
        CALLERS.forEach(caller -> caller.nest().close());
        service.close();
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void patterns_of_each_kind_reach_their_handler(Caller caller) {
        for (var pattern : List.of(
                "{cmd: 'sum'}",
                "'math.sum'",
                "'{\"cmd\":\"sum\"}'",
                "{note: null, exact: true, cmd: 'sum', service: {tags: ['b', 'a'], name: 'math', version: 2}}")) {
            assertThat(caller.nest().send(json(pattern), List.of(1, 2, 3.5)).value())
                    .as(pattern)
                    .isEqualTo(json("6.5"));
        }
        assertThat(caller.nest().send(42, "x").value()).isEqualTo(json("'number'"));
        assertThat(caller.nest().send(json("{context: 'pattern'}"), 0).value().asString())
                .isEqualTo("{\"context\":\"pattern\"}");
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void every_json_type_comes_back_as_it_went(Caller caller) {
        for (var payload : List.of(
                "true",
                "false",
                "0",
                "-1.5",
                "9007199254740991",
                "1e300",
                "''",
                "'text'",
                "[]",
                "{}",
                "[[], {}, null]",
                "{a: {b: [null, {c: 'd'}]}, e: null}")) {
            assertThat(caller.nest().send("echo", json(payload)).value())
                    .as(payload)
                    .isEqualTo(json(payload));
        }
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void text_keeps_emoji_and_lone_surrogates(Caller caller) {
        var text = "a\uD83D\uDE00é\uD83D z\uDE00 \u0000\u2028";
        assertThat(caller.nest().send("echo", text).value().asString()).isEqualTo(text);
        assertThat(caller.nest().send("codeUnits", text).value().valueStream().mapToInt(JsonNode::asInt))
                .containsExactlyElementsOf(text.chars().boxed().toList());
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void large_payloads_come_back_whole(Caller caller) {
        for (var length : List.of(64 * 1024, 1024 * 1024)) {
            var text = "€".repeat(length);
            assertThat(caller.nest().send("echo", text).value().asString().equals(text))
                    .as("%s characters came back", length)
                    .isTrue();
        }
        var numbers = IntStream.range(0, 100_000).boxed().toList();
        assertThat(caller.nest().send(json("{cmd: 'sum'}"), numbers).value().asDouble())
                .isEqualTo(4_999_950_000.0);
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void payloads_bind_to_records_members_and_contexts(Caller caller) {
        assertThat(caller.nest()
                        .send("named", json("{name: 'Ada', age: 36, more: true}"))
                        .value())
                .isEqualTo(json("{name: 'Ada@named', age: 37}"));
        assertThat(caller.nest().send("member", json("{name: 'Ada'}")).value()).isEqualTo(json("'Ada'"));
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void results_without_a_value_complete(Caller caller) {
        for (var pattern : List.of("result.nothing", "result.empty")) {
            var reply = caller.nest().send(pattern, 0);
            assertThat(reply.completed()).as(pattern).isTrue();
            assertThat(reply.values()).as(pattern).isEmpty();
        }
        assertThat(caller.nest().send("result.null", 0).value()).isEqualTo(json("null"));
        assertThat(caller.nest().send("result.stage", "later").value()).isEqualTo(json("'later'"));
        assertThat(caller.nest().send("result.mono", "later").value()).isEqualTo(json("'later'"));
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void streams_come_whole_and_in_order(Caller caller) {
        for (var count : List.of(0, 1, 3, 1000)) {
            var down = caller.nest().send("countdown", count);
            assertThat(down.completed()).isTrue();
            assertThat(down.values().stream().map(JsonNode::asInt))
                    .containsExactlyElementsOf(
                            IntStream.range(0, count).mapToObj(i -> count - i).toList());
            var up = caller.nest().send("stream.java", count);
            assertThat(up.values().stream().map(JsonNode::asInt))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, count).boxed().toList());
        }
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void delayed_values_come_when_they_are_there(Caller caller) {
        var reply = caller.nest().send("stream.delayed", 4);
        assertThat(reply.values()).isEqualTo(List.of(json("1"), json("2"), json("3"), json("4")));
        assertThat(reply.completed()).isTrue();
        assertThat(reply.arrivals().getLast().minus(reply.arrivals().getFirst()))
                .isGreaterThan(Duration.ofMillis(60));
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void errors_are_what_a_nest_service_would_send(Caller caller) {
        assertThat(caller.nest().send("error.text", 0).errorBody())
                .isEqualTo(json("{status: 'error', message: 'not today'}"));
        for (var error : List.of("{code: 7, why: 'x'}", "['first', {code: 2}]")) {
            assertThat(caller.nest().send("error.rpc", json(error)).errorBody()).isEqualTo(json(error));
        }
        assertThat(caller.nest().send("error.rpc", 42).errorBody()).isEqualTo(json("{status: 'error', message: 42}"));
        assertThat(caller.nest().send("error.rpc", "").errorBody()).isEqualTo(json("{status: 'error', message: ''}"));
        for (var pattern : List.of("error.thrown", "error.cycle")) {
            var error = caller.nest().send(pattern, 0).errorBody();
            assertThat(error.get("status").asString()).as(pattern).isEqualTo("error");
            assertThat(error.get("message").asString()).as(pattern).isEqualTo("Internal server error");
            assertThat(error.get("errorId").asString()).as(pattern).matches("[0-9a-f]{12}");
        }
        assertThat(caller.nest().send("error.guard", 0).errorBody())
                .isEqualTo(json("{status: 'error', message: 'Forbidden resource'}"));
        assertThat(caller.nest().send("nobody", 0).errorBody())
                .isEqualTo(json("'There is no matching message handler defined in the remote service.'"));
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void a_payload_that_does_not_fit_is_an_error_that_names_the_place(Caller caller) {
        assertThat(caller.nest().send(json("{cmd: 'sum'}"), List.of(1, "two")).errorBody())
                .isEqualTo(json("{status: 'error', code: 'INVALID_PAYLOAD',"
                        + " message: 'The payload does not fit at $[1] (expected: a number)'}"));
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void what_a_pipe_or_a_constraint_does_not_allow_is_an_error_in_the_shape_of_nests(Caller caller) {
        assertThat(caller.nest().send("order.page", json("{page: '7'}")).value())
                .isEqualTo(json("7"));
        assertThat(caller.nest().send("order.page", json("{}")).value()).isEqualTo(json("1"));
        assertThat(caller.nest().send("order.page", json("{page: 'x'}")).errorBody())
                .isEqualTo(json("{status: 'error', statusCode: 400,"
                        + " message: 'page is \"x\" (expected: a whole number)', error: 'Bad Request'}"));
        assertThat(caller.nest()
                        .send("order.place", json("{lines: [{sku: 'pear', quantity: 1}]}"))
                        .value())
                .isEqualTo(json("1"));
        assertThat(caller.nest()
                        .send("order.place", json("{lines: [{sku: '', quantity: 0}]}"))
                        .errorBody())
                .isEqualTo(
                        json("{status: 'error', statusCode: 400, message: ['lines[0].quantity must be greater than 0',"
                                + " 'lines[0].sku must not be blank'], error: 'Bad Request'}"));
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void an_error_comes_after_the_values_before_it(Caller caller) {
        var reply = caller.nest().send("stream.failing", 0);
        assertThat(reply.values()).isEqualTo(List.of(json("1"), json("2")));
        assertThat(reply.errorBody()).isEqualTo(json("{status: 'error', message: 'after two values'}"));
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void an_event_reaches_each_of_its_handlers(Caller caller) {
        CONTROLLER.seen().clear();
        assertThat(caller.nest()
                        .emit("user_created", Map.of("name", caller.toString()))
                        .completed())
                .isTrue();
        caller.nest().emit(json("{entity: 'user', event: 'deleted'}"), "gone");
        caller.nest().emit("event.half", 1);
        caller.nest().emit("event.nobody", 1);
        var user = Map.of("name", caller.toString());
        await().untilAsserted(() -> assertThat(CONTROLLER.seen())
                .containsExactlyInAnyOrder(
                        Map.of("handler", "first", "user", user),
                        Map.of("handler", "second", "user", user),
                        "gone",
                        "otherHalf"));
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void a_request_to_event_handlers_is_answered_with_their_results(Caller caller) {
        var results = caller.nest().send("user_created", Map.of()).value();
        assertThat(results)
                .isIn(json("{current: 'first', next: 'second'}"), json("{current: 'second', next: 'first'}"));
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void ten_thousand_requests_at_once_get_their_own_replies(Caller caller) {
        var load = caller.nest().sendMany(10_000, "echo", "payload");
        assertThat(load).isEqualTo(new NestLoad(10_000, 0, 0, 10_000L * 9_999 / 2, null));
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void a_slow_request_does_not_hold_up_a_fast_one(Caller caller) {
        var slow = java.util.concurrent.CompletableFuture.supplyAsync(() ->
                caller.nest().send("slow", json("{delay: 600, value: 'slow'}")).value());
        assertThat(caller.nest().send("echo", "fast").value()).isEqualTo(json("'fast'"));
        assertThat(slow).isNotDone();
        assertThat(slow.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join())
                .isEqualTo(json("'slow'"));
    }

    @ParameterizedTest
    @EnumSource(NestVersion.class)
    void a_stream_ends_when_its_caller_has_gone(NestVersion version) {
        CONTROLLER.endlessCancelled().set(false);
        try (var leaving = NestClient.start(version, port(service))) {
            assertThat(leaving.take(3, "stream.endless", 0).values()).hasSize(3);
        }
        await().untilTrue(CONTROLLER.endlessCancelled());
    }

    @ParameterizedTest
    @EnumSource(NestVersion.class)
    void closing_answers_a_fin_and_the_next_request_connects_again(NestVersion version) {
        try (var nest = NestClient.start(version, port(service))) {
            assertThat(nest.send("echo", 1).value()).isEqualTo(json("1"));
            nest.disconnect();
            assertThat(nest.send("echo", 2).value()).isEqualTo(json("2"));
        }
    }

    @ParameterizedTest
    @EnumSource(NestVersion.class)
    void frames_split_at_every_byte_and_joined_in_one_write_are_understood(NestVersion version) {
        for (var flag : List.of("--write=bytes", "--write=joined")) {
            try (var nest = NestClient.start(version, port(service), flag)) {
                assertThat(nest.send("echo", "a\uD83D\uDE00é€").value()).isEqualTo(json("'a\uD83D\uDE00é€'"));
                assertThat(nest.sendMany(20, "echo", "é").ok()).isEqualTo(20);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(NestVersion.class)
    void custom_serializers_speak_with_custom_serializers(NestVersion version) {
        var options = ServerOptions.builder().codec(Wrapping.codec()).build();
        try (var wrapping = start(new JavaController(), options);
                var nest = NestClient.start(version, port(wrapping), "--wrap")) {
            assertThat(nest.send(json("{cmd: 'sum'}"), List.of(1, 2)).value().asDouble())
                    .isEqualTo(3);
            assertThat(nest.send("countdown", 3).values()).isEqualTo(List.of(json("3"), json("2"), json("1")));
            assertThat(nest.send("error.text", 0).errorBody())
                    .isEqualTo(json("{status: 'error', message: 'not today'}"));
            assertThat(nest.send("nobody", 0).errorBody().asString()).contains("no matching message handler");
        }
    }

    @ParameterizedTest
    @EnumSource(NestVersion.class)
    void metadata_reaches_the_context(NestVersion version) {
        var flags = version == NestVersion.V12 ? new String[] {"--metadata={\"trace\":\"t1\"}"} : new String[0];
        try (var nest = NestClient.start(version, port(service), flags)) {
            assertThat(nest.send("context.metadata", 0).value())
                    .isEqualTo(version == NestVersion.V12 ? json("{trace: 't1'}") : json("null"));
        }
    }

    @ParameterizedTest
    @EnumSource(NestVersion.class)
    void tls_shows_the_service_who_calls(NestVersion version, @TempDir Path folder) throws Exception {
        var files = TlsFiles.create(folder);
        var tls = TcpTls.builder()
                .certificate(files.serviceCertificate(), files.serviceKey())
                .trust(files.authority())
                .clientCertificates(TcpTls.ClientCertificates.OPTIONAL)
                .build();
        try (var secure = MicroserviceServer.builder()
                        .controller(new JavaController())
                        .transporter(TcpTransporter.builder()
                                .host("127.0.0.1")
                                .port(0)
                                .tls(tls)
                                .build())
                        .start();
                var known = NestClient.start(version, port(secure), files.clientFlags());
                var anonymous = NestClient.start(version, port(secure), files.anonymousClientFlags());
                var plain = NestClient.start(version, port(secure))) {
            assertThat(known.send("context.tls", 0).value().asString()).isEqualTo("CN=" + TlsFiles.CLIENT_NAME);
            assertThat(anonymous.send("context.tls", 0).value().asString()).isEqualTo("none");
            assertThat(plain.send("echo", 0).error()).isNotNull();
        }
    }
}
