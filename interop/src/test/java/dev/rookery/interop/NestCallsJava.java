package dev.rookery.interop;

import static dev.rookery.interop.NestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.server.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an unmodified Nest client gets from a Java service, on every transport. */
interface NestCallsJava {

    NestVersion version();

    /** Where no peers are yet. */
    Place newPlace();

    /** A client of the service that has the controller. */
    NestClient nest();

    JavaController controller();

    /** As many as Nest's own client can do. */
    default int requestsOfNestAtOnce() {
        return 10_000;
    }

    @Test
    default void patterns_of_nest_reach_their_handlers_in_java() {
        for (var pattern : List.of(
                "{cmd: 'sum'}",
                "'math.sum'",
                "'{\"cmd\":\"sum\"}'",
                "{note: null, exact: true, cmd: 'sum', service: {tags: ['b', 'a'], name: 'math', version: 2}}")) {
            assertThat(nest().send(json(pattern), List.of(1, 2, 3.5)).value())
                    .as(pattern)
                    .isEqualTo(json("6.5"));
        }
        assertThat(nest().send(42, "x").value()).isEqualTo(json("'number'"));
        assertThat(nest().send(json("{context: 'pattern'}"), 0).value().asString())
                .isEqualTo("{\"context\":\"pattern\"}");
    }

    @Test
    default void every_json_type_comes_back_to_nest_as_it_went() {
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
            assertThat(nest().send("echo", json(payload)).value()).as(payload).isEqualTo(json(payload));
        }
    }

    @Test
    default void text_of_nest_keeps_emoji_and_lone_surrogates() {
        var text = "a\uD83D\uDE00é\uD83D z\uDE00 \u0000\u2028";
        assertThat(nest().send("echo", text).value().asString()).isEqualTo(text);
        assertThat(nest().send("codeUnits", text).value().valueStream().mapToInt(JsonNode::asInt))
                .containsExactlyElementsOf(text.chars().boxed().toList());
    }

    @Test
    default void large_payloads_come_back_to_nest_whole() {
        for (var length : List.of(64 * 1024, 1024 * 1024)) {
            var text = "€".repeat(length);
            assertThat(nest().send("echo", text).value().asString().equals(text))
                    .as("%s characters came back", length)
                    .isTrue();
        }
        var numbers = IntStream.range(0, 100_000).boxed().toList();
        assertThat(nest().send(json("{cmd: 'sum'}"), numbers).value().asDouble())
                .isEqualTo(4_999_950_000.0);
    }

    @Test
    default void payloads_bind_to_records_members_and_contexts() {
        assertThat(nest().send("named", json("{name: 'Ada', age: 36, more: true}"))
                        .value())
                .isEqualTo(json("{name: 'Ada@named', age: 37}"));
        assertThat(nest().send("member", json("{name: 'Ada'}")).value()).isEqualTo(json("'Ada'"));
    }

    @Test
    default void results_without_a_value_complete_at_nest() {
        for (var pattern : List.of("result.nothing", "result.empty")) {
            var reply = nest().send(pattern, 0);
            assertThat(reply.completed()).as(pattern).isTrue();
            assertThat(reply.values()).as(pattern).isEmpty();
        }
        assertThat(nest().send("result.null", 0).value()).isEqualTo(json("null"));
        assertThat(nest().send("result.stage", "later").value()).isEqualTo(json("'later'"));
        assertThat(nest().send("result.mono", "later").value()).isEqualTo(json("'later'"));
    }

    @Test
    default void streams_come_to_nest_whole_and_in_order() {
        for (var count : List.of(0, 1, 3, 1000)) {
            var down = nest().send("countdown", count);
            assertThat(down.completed()).isTrue();
            assertThat(down.values().stream().map(JsonNode::asInt))
                    .containsExactlyElementsOf(
                            IntStream.range(0, count).mapToObj(i -> count - i).toList());
            var up = nest().send("stream.java", count);
            assertThat(up.values().stream().map(JsonNode::asInt))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, count).boxed().toList());
        }
    }

    @Test
    default void delayed_values_come_to_nest_when_they_are_there() {
        var reply = nest().send("stream.delayed", 8);
        assertThat(reply.values().stream().map(JsonNode::asInt)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(reply.completed()).isTrue();
        assertThat(reply.arrivals().getLast().minus(reply.arrivals().getFirst()))
                .as("210 ms pass between the first and the last")
                .isGreaterThan(Duration.ofMillis(60));
    }

    @Test
    default void errors_are_what_a_nest_service_would_send() {
        assertThat(nest().send("error.text", 0).errorBody()).isEqualTo(json("{status: 'error', message: 'not today'}"));
        for (var error : List.of("{code: 7, why: 'x'}", "['first', {code: 2}]")) {
            assertThat(nest().send("error.rpc", json(error)).errorBody()).isEqualTo(json(error));
        }
        assertThat(nest().send("error.rpc", 42).errorBody()).isEqualTo(json("{status: 'error', message: 42}"));
        assertThat(nest().send("error.rpc", "").errorBody()).isEqualTo(json("{status: 'error', message: ''}"));
        for (var pattern : List.of("error.thrown", "error.cycle")) {
            var error = nest().send(pattern, 0).errorBody();
            assertThat(error.get("status").asString()).as(pattern).isEqualTo("error");
            assertThat(error.get("message").asString()).as(pattern).isEqualTo("Internal server error");
            assertThat(error.get("errorId").asString()).as(pattern).matches("[0-9a-f]{12}");
        }
        assertThat(nest().send("error.guard", 0).errorBody())
                .isEqualTo(json("{status: 'error', message: 'Forbidden resource'}"));
    }

    @Test
    default void a_payload_that_does_not_fit_is_an_error_that_names_the_place() {
        assertThat(nest().send(json("{cmd: 'sum'}"), List.of(1, "two")).errorBody())
                .isEqualTo(json("{status: 'error', code: 'INVALID_PAYLOAD',"
                        + " message: 'The payload does not fit at $[1] (expected: a number)'}"));
    }

    @Test
    default void what_a_pipe_or_a_constraint_does_not_allow_is_an_error_in_the_shape_of_nests() {
        assertThat(nest().send("order.page", json("{page: '7'}")).value()).isEqualTo(json("7"));
        assertThat(nest().send("order.page", json("{}")).value()).isEqualTo(json("1"));
        assertThat(nest().send("order.page", json("{page: 'x'}")).errorBody())
                .isEqualTo(json("{status: 'error', statusCode: 400,"
                        + " message: 'page is \"x\" (expected: a whole number)', error: 'Bad Request'}"));
        assertThat(nest().send("order.place", json("{lines: [{sku: 'pear', quantity: 1}]}"))
                        .value())
                .isEqualTo(json("1"));
        assertThat(nest().send("order.place", json("{lines: [{sku: '', quantity: 0}]}"))
                        .errorBody())
                .isEqualTo(
                        json("{status: 'error', statusCode: 400, message: ['lines[0].quantity must be greater than 0',"
                                + " 'lines[0].sku must not be blank'], error: 'Bad Request'}"));
    }

    @Test
    default void an_error_comes_to_nest_after_the_values_before_it() {
        var reply = nest().send("stream.failing", 0);
        assertThat(reply.values()).isEqualTo(List.of(json("1"), json("2")));
        assertThat(reply.errorBody()).isEqualTo(json("{status: 'error', message: 'after two values'}"));
    }

    @Test
    default void an_event_of_nest_reaches_each_of_its_handlers() {
        controller().seen().clear();
        assertThat(nest().emit("user_created", Map.of("name", version().toString()))
                        .completed())
                .isTrue();
        nest().emit(json("{entity: 'user', event: 'deleted'}"), "gone");
        nest().emit("event.half", 1);
        nest().emit("event.nobody", 1);
        var user = Map.of("name", version().toString());
        await().untilAsserted(() -> assertThat(controller().seen())
                .containsExactlyInAnyOrder(
                        Map.of("handler", "first", "user", user),
                        Map.of("handler", "second", "user", user),
                        "gone",
                        "otherHalf"));
    }

    @Test
    default void a_request_to_event_handlers_is_answered_with_their_results() {
        var results = nest().send("user_created", Map.of()).value();
        assertThat(results)
                .isIn(json("{current: 'first', next: 'second'}"), json("{current: 'second', next: 'first'}"));
    }

    @Test
    default void many_requests_of_nest_at_once_get_their_own_replies() {
        var count = requestsOfNestAtOnce();
        var load = nest().sendMany(count, "echo", "payload");
        assertThat(load).isEqualTo(new NestLoad(count, 0, 0, (long) count * (count - 1) / 2, null));
    }

    @Test
    default void a_slow_request_of_nest_does_not_hold_up_a_fast_one() {
        var slow = CompletableFuture.supplyAsync(
                () -> nest().send("slow", json("{delay: 600, value: 'slow'}")).value());
        assertThat(nest().send("echo", "fast").value()).isEqualTo(json("'fast'"));
        assertThat(slow).isNotDone();
        assertThat(slow.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(json("'slow'"));
    }

    @Test
    default void custom_serializers_of_nest_are_understood() {
        var options = ServerOptions.builder().codec(Wrapping.codec()).build();
        try (var place = newPlace();
                var _ = place.serve(options, new JavaController());
                var wrapping = place.nestClient(version(), "--wrap")) {
            assertThat(wrapping.send(json("{cmd: 'sum'}"), List.of(1, 2))
                            .value()
                            .asDouble())
                    .isEqualTo(3);
            assertThat(wrapping.send("countdown", 3).values()).isEqualTo(List.of(json("3"), json("2"), json("1")));
            assertThat(wrapping.send("error.text", 0).errorBody())
                    .isEqualTo(json("{status: 'error', message: 'not today'}"));
        }
    }

    @Test
    default void metadata_of_nest_12_reaches_the_context() {
        var flags = version() == NestVersion.V12 ? new String[] {"--metadata={\"trace\":\"t1\"}"} : new String[0];
        try (var place = newPlace();
                var _ = place.serve(ServerOptions.defaults(), new JavaController());
                var tracing = place.nestClient(version(), flags)) {
            assertThat(tracing.send("context.metadata", 0).value())
                    .isEqualTo(version() == NestVersion.V12 ? json("{trace: 't1'}") : json("null"));
        }
    }
}
