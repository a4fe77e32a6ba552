package dev.rookery.interop;

import static dev.rookery.interop.NestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Nest's own clients against Nest's own services: what the driver and the peers do when nothing of ours is between. */
class NestPeersIT {
    private static final Duration BRIEFLY = Duration.ofMillis(200);

    /** A Nest client of one version, and the Nest service of the same or another version that it calls. */
    record Pair(NestVersion clientVersion, NestVersion serviceVersion, NestClient client) {
        @Override
        public String toString() {
            return clientVersion + " client, " + serviceVersion + " service";
        }
    }

    private static final List<AutoCloseable> STARTED = new ArrayList<>();
    private static final List<Pair> PAIRS = new ArrayList<>();

    @BeforeAll
    static void start_each_version_against_each() {
        for (var serviceVersion : NestVersion.values()) {
            var service = NestService.start(serviceVersion);
            STARTED.add(service);
            for (var clientVersion : NestVersion.values()) {
                var client = NestClient.start(clientVersion, service.port());
                STARTED.addFirst(client);
                PAIRS.add(new Pair(clientVersion, serviceVersion, client));
            }
        }
    }

    @AfterAll
    static void close_all() throws Exception {
        for (var peer : STARTED) {
            peer.close();
        }
    }

    static Stream<List<String>> flagsOfBothSides() {
        return Stream.of(List.of("--wrap"), List.of("--write=bytes"), List.of("--write=joined"));
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void patterns_of_each_kind_reach_their_handler(Pair pair) {
        var numbers = List.of(1, 2, 3.5);
        for (var pattern : List.of(
                "{cmd: 'sum'}",
                "'math.sum'",
                "'{\"cmd\":\"sum\"}'",
                "{note: null, exact: true, cmd: 'sum', service: {tags: ['b', 'a'], name: 'math', version: 2}}")) {
            assertThat(pair.client().send(json(pattern), numbers).value())
                    .as(pattern)
                    .isEqualTo(json("6.5"));
        }
        assertThat(pair.client().send(42, "x").value()).isEqualTo(json("{pattern: 42, payload: 'x'}"));
        assertThat(pair.client().send(List.of("a", "b"), "x").value())
                .isEqualTo(json("{pattern: ['a', 'b'], payload: 'x'}"));
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void every_json_type_comes_back_as_it_went(Pair pair) {
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
            assertThat(pair.client().send("echo", json(payload)).value())
                    .as(payload)
                    .isEqualTo(json(payload));
        }
        assertThat(pair.client().send("typeOf", List.of()).value()).isEqualTo(json("'array'"));
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void no_data_fails_before_the_wire(Pair pair) {
        var refused = json("""
            {name: 'InvalidMessageException', message: 'The invalid data or message pattern (undefined/null)'}\
            """);
        assertThat(pair.client().sendUndefined("echo").error()).isEqualTo(refused);
        assertThat(pair.client().send("echo", null).error()).isEqualTo(refused);
        assertThat(pair.client().emit("user_created", null).error()).isEqualTo(refused);
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void text_keeps_emoji_and_lone_surrogates(Pair pair) {
        var text = "a\uD83D\uDE00é\uD83D z\uDE00 \u0000\u2028";
        assertThat(pair.client().send("echo", text).value().asString()).isEqualTo(text);
        assertThat(pair.client().send("codeUnits", text).value().valueStream().mapToInt(JsonNode::asInt))
                .containsExactlyElementsOf(text.chars().boxed().toList());
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void large_payloads_come_back_whole(Pair pair) {
        for (var length : List.of(64 * 1024, 1024 * 1024)) {
            var text = "€".repeat(length);
            assertThat(pair.client().send("echo", text).value().asString().equals(text))
                    .as("%s characters came back", length)
                    .isTrue();
        }
        var numbers = IntStream.range(0, 100_000).boxed().toList();
        assertThat(pair.client().send(json("{cmd: 'sum'}"), numbers).value()).isEqualTo(json("4999950000"));
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void results_without_a_value_complete(Pair pair) {
        assertThat(pair.client().send("result.undefined", 0)).satisfies(NestPeersIT::completedWithout);
        assertThat(pair.client().send("result.empty", 0)).satisfies(NestPeersIT::completedWithout);
        assertThat(pair.client().send("result.null", 0).value()).isEqualTo(json("null"));
        assertThat(pair.client().send("result.promise", false).value()).isEqualTo(json("false"));
        assertThat(pair.client()
                        .send("slow", Map.of("delay", 50, "value", "late"))
                        .value())
                .isEqualTo(json("'late'"));
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void streams_come_whole_and_in_order(Pair pair) {
        for (var count : List.of(0, 1, 3, 1000)) {
            var reply = pair.client().send("countdown", count);
            assertThat(reply.completed()).isTrue();
            assertThat(reply.values().stream().map(JsonNode::asInt))
                    .containsExactlyElementsOf(IntStream.range(0, count)
                            .map(index -> count - index)
                            .boxed()
                            .toList());
        }
        assertThat(pair.client().send("stream.values", json("[1, null, 'x']")).values())
                .containsExactly(json("1"), json("null"), json("'x'"));
        assertThat(pair.client().send("result.promiseOfStream", json("[1, 2]")).values())
                .containsExactly(json("1"), json("2"));
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void delayed_values_come_when_they_are_there(Pair pair) {
        var reply = pair.client().send("stream.delayed", Map.of("count", 3, "every", 100));
        assertThat(reply.completed()).isTrue();
        assertThat(reply.arrivals()).hasSize(3);
        assertThat(reply.arrivals().getLast().minus(reply.arrivals().getFirst()))
                .isGreaterThan(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void an_endless_stream_can_be_left(Pair pair) {
        var reply = pair.client().take(3, "stream.endless", 10);
        assertThat(reply.values()).containsExactly(json("0"), json("1"), json("2"));
        assertThat(reply.completed()).isFalse();
        assertThat(reply.error()).isNull();
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void undefined_within_a_stream_is_the_end_for_nest_11(Pair pair) {
        var values = pair.client().send("stream.undefined", 0).values();
        switch (pair.clientVersion()) {
            case V12 -> assertThat(values).containsExactly(json("1"), json("{undefined: true}"), json("2"));
            case V11 ->
                assertThat(values)
                        .satisfiesExactly(
                                one -> assertThat(one).isEqualTo(json("1")),
                                packet -> assertThat(packet.propertyNames()).containsExactly("id"));
        }
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void errors_say_what_the_default_filter_lets_them(Pair pair) {
        var unknown = json("{status: 'error', message: 'Internal server error'}");
        Map.of(
                        "error.text", json("{status: 'error', message: 'not today'}"),
                        "error.object", json("""
                            {code: 'OUT_OF_STOCK', status: 'error', message: 'none left', details: {sku: 'x-1', left: 0}}\
                            """),
                        "error.array", json("['first', {code: 2}]"),
                        "error.rejected", json("{status: 'error', message: 'rejected'}"),
                        "error.thrown", unknown,
                        "error.thrownText", unknown,
                        "error.http", unknown,
                        "error.guard", json("{status: 'error', message: 'Forbidden resource'}"),
                        "no.such", json("'There is no matching message handler defined in the remote service.'"),
                        "1.0", json("'There is no matching message handler defined in the remote service.'"))
                .forEach((pattern, body) -> assertThat(pair.client().send(pattern, 0))
                        .as(pattern)
                        .satisfies(reply -> assertThat(reply.values()).isEmpty())
                        .extracting(NestReply::errorBody)
                        .isEqualTo(body));
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void an_error_comes_after_the_values_before_it(Pair pair) {
        var reply = pair.client().send("stream.failing", json("{code: 7}"));
        assertThat(reply.values()).containsExactly(json("1"), json("2"));
        assertThat(reply.errorBody()).isEqualTo(json("{code: 7}"));
        assertThat(pair.client().send("stream.failingLater", 0).errorBody())
                .isEqualTo(json("{status: 'error', message: 'later'}"));
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void an_event_reaches_each_of_its_handlers(Pair pair) {
        pair.client().send("events.clear", 0);
        assertThat(pair.client().emit("user_created", Map.of("name", "Ada")).completed())
                .isTrue();
        pair.client().emit(json("{event: 'deleted', entity: 'user'}"), 7);
        pair.client().emit("event.throwing", 1);
        pair.client().emit("event.half", 2);
        pair.client().emit("event.guard", 3);
        var seen = pair.client().send("events.seen", Map.of("atLeast", 5)).value();
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        json("{handler: 'first', pattern: 'user_created', data: {name: 'Ada'}, metadata: null}"),
                        json("{handler: 'second', pattern: 'user_created', data: {name: 'Ada'}, metadata: null}"),
                        json("{handler: 'deleted', pattern: '{\"entity\":\"user\",\"event\":\"deleted\"}', data: 7,"
                                + " metadata: null}"),
                        json("{handler: 'throwing', pattern: 'event.throwing', data: 1, metadata: null}"),
                        json("{handler: 'otherHalf', pattern: 'event.half', data: 2, metadata: null}"));
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void a_request_to_event_handlers_is_answered_with_their_results(Pair pair) {
        assertThat(pair.client().send("user_created", "asked").value())
                .isEqualTo(json("{current: 'first', next: 'second'}"));
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void ten_thousand_requests_at_once_get_their_own_replies(Pair pair) {
        assertThat(pair.client().sendMany(10_000, "echo", "x"))
                .isEqualTo(new NestLoad(10_000, 0, 0, 49_995_000L, null));
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void closing_fails_what_is_pending_and_the_next_request_connects_again(Pair pair) {
        assertThat(pair.client().connect().completed()).isTrue();
        var pending = pair.client().sendAsync("result.never", 0, NestClient.TIMEOUT);
        assertThat(pair.client().send("echo", "the one before is on its way").completed())
                .isTrue();
        pair.client().disconnect();
        assertThat(pending.join().error()).isEqualTo(json("{name: 'Error', message: 'Connection closed'}"));
        assertThat(pair.client().send("echo", 1).value()).isEqualTo(json("1"));
        assertThat(pair.client().statuses()).endsWith("connected", "disconnected", "connected");
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void a_request_without_an_answer_times_out(Pair pair) {
        assertThat(pair.client().send("result.never", 0, BRIEFLY).timedOut()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void metadata_of_nest_12_is_shown_by_nest_12(NestVersion version) {
        try (var service = NestService.start(version);
                var client = NestClient.start(NestVersion.V12, service.port(), "--metadata={\"trace\":\"abc\"}")) {
            var shown = json(version == NestVersion.V12 ? "{trace: 'abc'}" : "null");
            assertThat(client.send("context.metadata", 0).value()).isEqualTo(shown);
            client.emit("user_created", 0);
            var seen = client.send("events.seen", Map.of("handler", "first", "atLeast", 1))
                    .value();
            assertThat(seen.get(0).get("metadata")).isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @MethodSource("flagsOfBothSides")
    void peers_that_write_in_another_way_understand_each_other(List<String> flags) {
        var both = flags.toArray(String[]::new);
        try (var service = NestService.start(NestVersion.V12, both);
                var client = NestClient.start(NestVersion.V11, service.port(), both)) {
            assertThat(client.send("echo", "é😀").value()).isEqualTo(json("'é😀'"));
            assertThat(client.send("countdown", 20).values()).hasSize(20);
            assertThat(client.sendMany(100, "echo", "é😀").ok()).isEqualTo(100);
            assertThat(client.send("error.object", 0).errorBody().get("code")).isEqualTo(json("'OUT_OF_STOCK'"));
        }
    }

    @Test
    void peers_whose_packets_travel_in_others_understand_each_other() {
        try (var service = NestService.start(NestVersion.V12, "--wrap");
                var client = NestClient.start(NestVersion.V11, service.port(), "--wrap")) {
            assertThat(client.send(json("{cmd: 'sum'}"), List.of(1, 2, 3)).value())
                    .isEqualTo(json("6"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tls_shows_the_service_who_calls(NestVersion version, @TempDir Path folder) throws Exception {
        var tls = TlsFiles.create(folder);
        try (var service = NestService.start(version, tls.serviceFlags());
                var client = NestClient.start(version, service.port(), tls.clientFlags());
                var anonymous = NestClient.start(version, service.port(), tls.anonymousClientFlags())) {
            assertThat(client.send("context.tls", 0).value())
                    .isEqualTo(json("{encrypted: true, authorized: true, commonName: 'rookery-client'}"));
            assertThat(anonymous.send("context.tls", 0).error())
                    .isEqualTo(json("{name: 'Error', message: 'Connection closed'}"));
        }
    }

    @Test
    void a_client_of_nobody_is_refused() {
        var service = NestService.start(NestVersion.V12);
        service.close();
        try (var client = NestClient.start(NestVersion.V12, service.port())) {
            assertThat(client.send("echo", 1).error()).isEqualTo(json("""
                {name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:%d', code: 'ECONNREFUSED'}\
                """.formatted(service.port())));
        }
    }

    @Test
    void a_peer_that_cannot_start_says_why() {
        assertThatThrownBy(() -> NestService.start(NestVersion.V11, "--no-such-flag"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Nest 11 service did not get ready (exit code 1)")
                .hasMessageContaining("Unknown option '--no-such-flag'");
    }

    @Test
    void a_peer_that_ends_fails_what_waits_for_it() {
        try (var service = NestService.start(NestVersion.V12);
                var client = NestClient.start(NestVersion.V12, service.port(), "--lifetime=0.5")) {
            assertThatThrownBy(() -> client.send("result.never", 0))
                    .hasRootCauseMessage("Nest 12 client has ended")
                    .hasMessageContaining("Nest 12 client did not answer (exit code 3)");
        }
    }

    private static void completedWithout(NestReply reply) {
        assertThat(reply.completed()).isTrue();
        assertThat(reply.values()).isEmpty();
    }
}
