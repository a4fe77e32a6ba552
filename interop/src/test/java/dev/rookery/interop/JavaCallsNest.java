package dev.rookery.interop;

import static dev.rookery.interop.NestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.codec.TypeRef;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.UndecodableReplyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** What a Java client gets from an unmodified Nest service, on every transport. */
interface JavaCallsNest {
    Duration LIMIT = Duration.ofSeconds(20);

    NestVersion version();

    /** Where no peers are yet. */
    Place newPlace();

    /** A client of the Nest service. */
    ClientProxy java();

    @Test
    default void patterns_of_java_reach_their_handlers_in_nest() {
        for (var pattern : List.of(
                "{cmd: 'sum'}",
                "math.sum",
                "{note: null, exact: true, cmd: 'sum', service: {tags: ['b', 'a'], name: 'math', version: 2}}")) {
            assertThat(java().request(pattern, List.of(1, 2, 3.5), double.class).block(LIMIT))
                    .as(pattern)
                    .isEqualTo(6.5);
        }
        assertThat(java().request("42", "x", JsonNode.class).block(LIMIT))
                .isEqualTo(json("{pattern: 42, payload: 'x'}"));
    }

    @Test
    default void every_json_type_comes_back_to_java_as_it_went() {
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
            assertThat(java().request("echo", json(payload), JsonNode.class).block(LIMIT))
                    .as(payload)
                    .isEqualTo(json(payload));
        }
        assertThat(java().request("typeOf", null, String.class).block(LIMIT)).isEqualTo("null");
        assertThat(java().request("typeOf", String.class).block(LIMIT)).isEqualTo("undefined");
        var generic = new TypeRef<Map<String, List<Integer>>>() {};
        assertThat(java().request("echo", Map.of("a", List.of(1, 2)), generic).block(LIMIT))
                .isEqualTo(Map.of("a", List.of(1, 2)));
    }

    @Test
    default void text_of_java_keeps_emoji_and_lone_surrogates() {
        var text = "a\uD83D\uDE00é\uD83D z\uDE00 \u0000\u2028";
        assertThat(java().request("echo", text, String.class).block(LIMIT)).isEqualTo(text);
        assertThat(java().request("codeUnits", text, new TypeRef<List<Integer>>() {})
                        .block(LIMIT))
                .isEqualTo(text.chars().boxed().toList());
    }

    @Test
    default void large_payloads_come_back_to_java_whole() {
        var text = "€".repeat(1024 * 1024);
        assertThat(text.equals(java().request("echo", text, String.class).block(LIMIT)))
                .isTrue();
        var numbers = IntStream.range(0, 100_000).boxed().toList();
        assertThat(java().request("{cmd: 'sum'}", numbers, Long.class).block(LIMIT))
                .isEqualTo(4_999_950_000L);
    }

    @Test
    default void results_of_nest_without_a_value_complete_empty() {
        for (var pattern : List.of("result.undefined", "result.null", "result.empty")) {
            assertThat(java().send(pattern, 0, String.class).collectList().block(LIMIT))
                    .as(pattern)
                    .isEmpty();
        }
        assertThat(java().request("result.promise", "p", String.class).block(LIMIT))
                .isEqualTo("p");
    }

    @Test
    default void streams_come_to_java_whole_and_in_order() {
        for (var count : List.of(0, 1, 3, 1000)) {
            assertThat(java().send("countdown", count, Integer.class)
                            .collectList()
                            .block(LIMIT))
                    .isEqualTo(
                            IntStream.range(0, count).mapToObj(i -> count - i).toList());
        }
        assertThat(java().send("stream.delayed", Map.of("count", 3), Integer.class)
                        .collectList()
                        .block(LIMIT))
                .containsExactly(1, 2, 3);
        assertThat(java().send("stream.endless", 1, Integer.class)
                        .take(5)
                        .collectList()
                        .block(LIMIT))
                .containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    default void a_null_within_a_stream_of_nest_is_an_error_unless_a_tree_was_asked_for() {
        var values = json("[1, null, 2]");
        assertThatThrownBy(() -> java().send("stream.values", values, Integer.class)
                        .collectList()
                        .block(LIMIT))
                .isInstanceOf(UndecodableReplyException.class);
        assertThat(java().send("stream.values", values, JsonNode.class)
                        .collectList()
                        .block(LIMIT))
                .containsExactly(json("1"), json("null"), json("2"));
    }

    @Test
    default void errors_of_nest_keep_their_body_and_code() {
        assertThat(error("error.text")).isEqualTo(json("{status: 'error', message: 'not today'}"));
        assertThat(error("error.array")).isEqualTo(json("['first', {code: 2}]"));
        assertThat(error("error.thrown")).isEqualTo(json("{status: 'error', message: 'Internal server error'}"));
        assertThat(error("error.guard")).isEqualTo(json("{status: 'error', message: 'Forbidden resource'}"));
        var coded = catchThrowableOfType(
                RemoteException.class,
                () -> java().request("error.object", 0, String.class).block(LIMIT));
        assertThat(coded.code()).contains("OUT_OF_STOCK");
        assertThat(coded.body().property("details").bind(Map.class)).isEqualTo(Map.of("sku", "x-1", "left", 0));
    }

    @Test
    default void an_error_comes_to_java_after_the_values_before_it() {
        var values = new ArrayList<Integer>();
        assertThatThrownBy(() -> java().send("stream.failing", null, Integer.class)
                        .doOnNext(values::add)
                        .blockLast(LIMIT))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("after two values");
        assertThat(values).containsExactly(1, 2);
    }

    @Test
    default void a_request_that_nest_does_not_answer_times_out() {
        assertThatThrownBy(() -> java().withTimeout(Duration.ofMillis(200))
                        .request("result.never", 0, String.class)
                        .block(LIMIT))
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("200 ms");
    }

    @Test
    default void events_of_java_arrive_with_and_without_data() {
        java().request("events.clear", 0, Integer.class).block(LIMIT);
        java().emit("user_created", Map.of("name", "Ada")).block(LIMIT);
        java().emit("{event: 'deleted', entity: 'user'}", null).block(LIMIT);
        var seen = Objects.requireNonNull(java().request("events.seen", Map.of("atLeast", 3), JsonNode.class)
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

    @Test
    default void ten_thousand_requests_of_java_at_once_get_their_own_replies() {
        var replies = Flux.range(0, 10_000)
                .flatMap(
                        index -> java().request("echo", index, Integer.class).map(reply -> reply.equals(index)), 10_000)
                .collectList()
                .block(Duration.ofSeconds(60));
        assertThat(replies).hasSize(10_000).doesNotContain(false);
    }

    @Test
    default void custom_serializers_of_java_are_understood() {
        var options = ClientOptions.builder().codec(Wrapping.codec()).build();
        try (var place = newPlace();
                var _ = place.nestService(version(), "--wrap");
                var wrapping = place.client(options)) {
            assertThat(wrapping.request("{cmd: 'sum'}", List.of(1, 2), Integer.class)
                            .block(LIMIT))
                    .isEqualTo(3);
            assertThat(wrapping.send("countdown", 3, Integer.class)
                            .collectList()
                            .block(LIMIT))
                    .containsExactly(3, 2, 1);
        }
    }

    private JsonNode error(String pattern) {
        var error = catchThrowableOfType(
                RemoteException.class,
                () -> java().request(pattern, 0, String.class).block(LIMIT));
        return Objects.requireNonNull(error.body().as(JsonNode.class));
    }
}
