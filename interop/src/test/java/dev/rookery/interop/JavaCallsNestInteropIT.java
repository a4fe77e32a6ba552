package dev.rookery.interop;

import static dev.rookery.interop.NestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.codec.TypeRef;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.tcp.TcpTls;
import dev.rookery.tcp.TcpTransporter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** A Java client calls unmodified Nest services of both versions over TCP. */
class JavaCallsNestInteropIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** A Java client that calls a Nest service. */
    record Callee(NestVersion version, ClientProxy client) {
        @Override
        public String toString() {
            return version.toString();
        }
    }

    private static final List<NestService> SERVICES = new ArrayList<>();
    private static final List<Callee> CALLEES = new ArrayList<>();

    static ClientProxy client(int port, ClientOptions options) {
        return ClientProxyFactory.create(
                TcpTransporter.builder().host("127.0.0.1").port(port).build(), options);
    }

    @BeforeAll
    static void start_a_service_of_each_version() {
        for (var version : NestVersion.values()) {
            var service = NestService.start(version);
            SERVICES.add(service);
            CALLEES.add(new Callee(version, client(service.port(), ClientOptions.defaults())));
        }
    }

    @AfterAll
    static void close_all() {
        CALLEES.forEach(callee -> callee.client().close());
        SERVICES.forEach(NestService::close);
    }

    @ParameterizedTest
    @FieldSource("CALLEES")
    void patterns_of_each_kind_reach_their_handler(Callee callee) {
        for (var pattern : List.of(
                "{cmd: 'sum'}",
                "math.sum",
                "{note: null, exact: true, cmd: 'sum', service: {tags: ['b', 'a'], name: 'math', version: 2}}")) {
            assertThat(callee.client()
                            .request(pattern, List.of(1, 2, 3.5), double.class)
                            .block(LIMIT))
                    .as(pattern)
                    .isEqualTo(6.5);
        }
        assertThat(callee.client().request("42", "x", JsonNode.class).block(LIMIT))
                .isEqualTo(json("{pattern: 42, payload: 'x'}"));
    }

    @ParameterizedTest
    @FieldSource("CALLEES")
    void every_json_type_comes_back_as_it_went(Callee callee) {
        for (var payload : List.of(
                "true",
                "0",
                "-1.5",
                "9007199254740991",
                "1e300",
                "''",
                "'text'",
                "[]",
                "{}",
                "[[], {}, null]",
                "null")) {
            assertThat(callee.client()
                            .request("echo", json(payload), JsonNode.class)
                            .block(LIMIT))
                    .as(payload)
                    .isEqualTo(json(payload));
        }
        assertThat(callee.client().request("typeOf", null, String.class).block(LIMIT))
                .isEqualTo("null");
        assertThat(callee.client().request("typeOf", String.class).block(LIMIT)).isEqualTo("undefined");
        var generic = new TypeRef<Map<String, List<Integer>>>() {};
        assertThat(callee.client()
                        .request("echo", Map.of("a", List.of(1, 2)), generic)
                        .block(LIMIT))
                .isEqualTo(Map.of("a", List.of(1, 2)));
    }

    @ParameterizedTest
    @FieldSource("CALLEES")
    void text_keeps_emoji_and_lone_surrogates(Callee callee) {
        var text = "a\uD83D\uDE00é\uD83D z\uDE00 \u0000\u2028";
        assertThat(callee.client().request("echo", text, String.class).block(LIMIT))
                .isEqualTo(text);
        assertThat(callee.client()
                        .request("codeUnits", text, new TypeRef<List<Integer>>() {})
                        .block(LIMIT))
                .isEqualTo(text.chars().boxed().toList());
    }

    @ParameterizedTest
    @FieldSource("CALLEES")
    void large_payloads_come_back_whole(Callee callee) {
        var text = "€".repeat(1024 * 1024);
        assertThat(text.equals(
                        callee.client().request("echo", text, String.class).block(LIMIT)))
                .isTrue();
        var numbers = IntStream.range(0, 100_000).boxed().toList();
        assertThat(callee.client().request("{cmd: 'sum'}", numbers, Long.class).block(LIMIT))
                .isEqualTo(4_999_950_000L);
    }

    @ParameterizedTest
    @FieldSource("CALLEES")
    void results_without_a_value_complete_empty(Callee callee) {
        for (var pattern : List.of("result.undefined", "result.null", "result.empty")) {
            assertThat(callee.client()
                            .send(pattern, 0, String.class)
                            .collectList()
                            .block(LIMIT))
                    .as(pattern)
                    .isEmpty();
        }
        assertThat(callee.client().request("result.promise", "p", String.class).block(LIMIT))
                .isEqualTo("p");
    }

    @ParameterizedTest
    @FieldSource("CALLEES")
    void streams_come_whole_and_in_order(Callee callee) {
        for (var count : List.of(0, 1, 3, 1000)) {
            assertThat(callee.client()
                            .send("countdown", count, Integer.class)
                            .collectList()
                            .block(LIMIT))
                    .isEqualTo(
                            IntStream.range(0, count).mapToObj(i -> count - i).toList());
        }
        assertThat(callee.client()
                        .send("stream.delayed", Map.of("count", 3), Integer.class)
                        .collectList()
                        .block(LIMIT))
                .containsExactly(1, 2, 3);
        assertThat(callee.client()
                        .send("stream.endless", 1, Integer.class)
                        .take(5)
                        .collectList()
                        .block(LIMIT))
                .containsExactly(0, 1, 2, 3, 4);
    }

    @ParameterizedTest
    @FieldSource("CALLEES")
    void a_null_within_a_stream_is_an_error_unless_a_tree_was_asked_for(Callee callee) {
        var values = json("[1, null, 2]");
        assertThatThrownBy(() -> callee.client()
                        .send("stream.values", values, Integer.class)
                        .collectList()
                        .block(LIMIT))
                .isInstanceOf(UndecodableReplyException.class);
        assertThat(callee.client()
                        .send("stream.values", values, JsonNode.class)
                        .collectList()
                        .block(LIMIT))
                .containsExactly(json("1"), json("null"), json("2"));
    }

    @ParameterizedTest
    @FieldSource("CALLEES")
    void errors_keep_their_body_and_code(Callee callee) {
        assertThat(error(callee, "error.text")).isEqualTo(json("{status: 'error', message: 'not today'}"));
        assertThat(error(callee, "error.array")).isEqualTo(json("['first', {code: 2}]"));
        assertThat(error(callee, "error.thrown"))
                .isEqualTo(json("{status: 'error', message: 'Internal server error'}"));
        assertThat(error(callee, "error.guard")).isEqualTo(json("{status: 'error', message: 'Forbidden resource'}"));
        var coded = catchThrowableOfType(
                RemoteException.class,
                () -> callee.client().request("error.object", 0, String.class).block(LIMIT));
        assertThat(coded.code()).contains("OUT_OF_STOCK");
        assertThat(coded.body().property("details").bind(Map.class)).isEqualTo(Map.of("sku", "x-1", "left", 0));
        assertThatThrownBy(
                        () -> callee.client().request("nobody", 0, String.class).block(LIMIT))
                .isInstanceOf(NoHandlerException.class)
                .hasMessageContaining("nobody");
    }

    private static JsonNode error(Callee callee, String pattern) {
        var error = catchThrowableOfType(
                RemoteException.class,
                () -> callee.client().request(pattern, 0, String.class).block(LIMIT));
        return Objects.requireNonNull(error.body().as(JsonNode.class));
    }

    @ParameterizedTest
    @FieldSource("CALLEES")
    void an_error_comes_after_the_values_before_it(Callee callee) {
        var values = new ArrayList<Integer>();
        assertThatThrownBy(() -> callee.client()
                        .send("stream.failing", null, Integer.class)
                        .doOnNext(values::add)
                        .blockLast(LIMIT))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("after two values");
        assertThat(values).containsExactly(1, 2);
    }

    @ParameterizedTest
    @FieldSource("CALLEES")
    void a_request_without_an_answer_times_out(Callee callee) {
        assertThatThrownBy(() -> callee.client()
                        .withTimeout(Duration.ofMillis(200))
                        .request("result.never", 0, String.class)
                        .block(LIMIT))
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("200 ms");
    }

    @ParameterizedTest
    @FieldSource("CALLEES")
    void events_arrive_with_and_without_data(Callee callee) {
        callee.client().request("events.clear", 0, Integer.class).block(LIMIT);
        callee.client().emit("user_created", Map.of("name", "Ada")).block(LIMIT);
        callee.client().emit("{event: 'deleted', entity: 'user'}", null).block(LIMIT);
        var seen = Objects.requireNonNull(callee.client()
                .request("events.seen", Map.of("atLeast", 3), JsonNode.class)
                .block(LIMIT));
        assertThat(seen.valueStream().map(event -> event.get("handler").asString()))
                .containsExactlyInAnyOrder("first", "second", "deleted");
        assertThat(seen.valueStream()
                        .filter(event -> event.get("handler").asString().equals("first"))
                        .toList()
                        .getFirst()
                        .get("data"))
                .isEqualTo(json("{name: 'Ada'}"));
    }

    @ParameterizedTest
    @FieldSource("CALLEES")
    void ten_thousand_requests_at_once_get_their_own_replies(Callee callee) {
        var replies = Flux.range(0, 10_000)
                .flatMap(
                        index -> callee.client()
                                .request("echo", index, Integer.class)
                                .map(reply -> reply.equals(index)),
                        10_000)
                .collectList()
                .block(Duration.ofSeconds(60));
        assertThat(replies).hasSize(10_000).doesNotContain(false);
    }

    @ParameterizedTest
    @EnumSource(NestVersion.class)
    void frames_split_at_every_byte_and_joined_in_one_write_are_understood(NestVersion version) {
        for (var flag : List.of("--write=bytes", "--write=joined")) {
            try (var service = NestService.start(version, flag);
                    var client = client(service.port(), ClientOptions.defaults())) {
                assertThat(client.request("echo", "a\uD83D\uDE00é€", String.class)
                                .block(LIMIT))
                        .isEqualTo("a\uD83D\uDE00é€");
                assertThat(client.send("countdown", 20, Integer.class).count().block(LIMIT))
                        .isEqualTo(20);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(NestVersion.class)
    void custom_serializers_speak_with_custom_serializers(NestVersion version) {
        try (var service = NestService.start(version, "--wrap");
                var client = client(
                        service.port(),
                        ClientOptions.builder().codec(Wrapping.codec()).build())) {
            assertThat(client.request("{cmd: 'sum'}", List.of(1, 2), Integer.class)
                            .block(LIMIT))
                    .isEqualTo(3);
            assertThat(client.send("countdown", 3, Integer.class).collectList().block(LIMIT))
                    .containsExactly(3, 2, 1);
            assertThatThrownBy(() -> client.request("nobody", 1, String.class).block(LIMIT))
                    .isInstanceOf(NoHandlerException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(NestVersion.class)
    void metadata_of_the_dispatch_hook_is_shown_by_nest_12(NestVersion version) {
        var options = ClientOptions.builder()
                .dispatchHook(message -> {
                    message.metadata(Map.of("trace", "t1"));
                    message.header("traceparent", "00-x");
                })
                .build();
        try (var service = NestService.start(version);
                var client = client(service.port(), options)) {
            assertThat(client.request("context.metadata", 0, JsonNode.class).block(LIMIT))
                    .isEqualTo(version == NestVersion.V12 ? json("{traceparent: '00-x', trace: 't1'}") : json("null"));
        }
    }

    @ParameterizedTest
    @EnumSource(NestVersion.class)
    void a_service_that_ends_fails_what_is_pending_and_its_successor_is_found(NestVersion version) {
        var service = NestService.start(version);
        try (var client = client(service.port(), ClientOptions.defaults())) {
            var pending = client.request("result.never", 0, String.class).toFuture();
            assertThat(client.request("echo", 1, Integer.class).block(LIMIT)).isEqualTo(1);
            service.close();
            assertThatThrownBy(() -> pending.get(10, java.util.concurrent.TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ConnectionLostException.class);
            try (var successor = NestService.start(version, "--port=" + service.port())) {
                assertThat(client.request("echo", successor.port(), Integer.class)
                                .block(LIMIT))
                        .isEqualTo(service.port());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(NestVersion.class)
    void tls_shows_the_service_who_calls(NestVersion version, @TempDir Path folder) throws Exception {
        var files = TlsFiles.create(folder);
        var tls = TcpTls.builder()
                .certificate(files.clientCertificate(), files.clientKey())
                .trust(files.authority())
                .build();
        try (var service = NestService.start(version, files.serviceFlags());
                var client = ClientProxyFactory.create(TcpTransporter.builder()
                        .host("127.0.0.1")
                        .port(service.port())
                        .tls(tls)
                        .build())) {
            assertThat(client.request("context.tls", 0, JsonNode.class).block(LIMIT))
                    .isEqualTo(json("{encrypted: true, authorized: true, commonName: 'rookery-client'}"));
        }
    }
}
