package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.annotation.Controller;
import dev.rookery.error.HttpException;
import dev.rookery.module.Module;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What becomes of what handlers return. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpRepliesIT {
    private static final AtomicLong PRODUCED = new AtomicLong();
    private static final AtomicBoolean CANCELLED = new AtomicBoolean();
    private static final Semaphore HEADS = new Semaphore(0);

    record Cat(String name) {}

    @Controller
    static final class Kinds {
        @Get("text")
        String text() {
            return "<b>caf\u00e9</b>";
        }

        @Get("number")
        double number() {
            return 2.5;
        }

        @Get("record")
        Cat cat() {
            return new Cat("Tom");
        }

        @Get("null")
        @Nullable Cat none() {
            return null;
        }

        @Post("void")
        void nothing() {}

        @Get("stage")
        CompletionStage<Cat> stage() {
            return CompletableFuture.supplyAsync(() -> new Cat("Tom"));
        }

        @Get("mono")
        Mono<Cat> mono() {
            return Mono.delay(Duration.ofMillis(1)).map(_ -> new Cat("Tom"));
        }

        @Post("created")
        Cat created() {
            return new Cat("Tom");
        }

        @Delete("gone")
        @HttpCode(204)
        String gone() {
            return "nobody reads this";
        }

        @Get("old")
        @Redirect(value = "/new", status = 301)
        void old() {}

        @Get("headed")
        @ResponseHeader(name = "Cache-Control", value = "max-age=60")
        @ResponseHeader(name = "X-One", value = "1")
        Cat headed(HttpContext context) {
            context.status(203)
                    .header("X-One", "2")
                    .addHeader("Set-Cookie", "a=1")
                    .addHeader("Set-Cookie", "b=2");
            return new Cat("Tom");
        }

        @Post("reply")
        HttpReply<Cat> reply() {
            return HttpReply.of(202, new Cat("Tom"))
                    .header("Location", "/cats/1")
                    .header("Content-Type", "a/b+json");
        }
    }

    @Controller
    static final class Streams {
        @Get("flux")
        Flux<Cat> flux() {
            return Flux.just("Tom", "Kit").map(Cat::new);
        }

        @Get("none")
        Flux<Cat> none() {
            return Flux.empty();
        }

        @Get("one")
        Flux<Integer> one() {
            return Flux.just(1);
        }

        @Get("stream")
        Stream<Integer> stream() {
            return Stream.of(1, 2, 3);
        }

        @Get("many")
        Flux<Integer> many() {
            return Flux.range(0, 100_000);
        }

        @Get("refused")
        Flux<Integer> refused() {
            return Flux.error(new HttpException(409, "no"));
        }

        @Get("broken")
        Flux<Integer> broken() {
            return Flux.range(0, 3).concatWith(Flux.error(new IllegalStateException("secret")));
        }

        @Get("endless")
        Flux<String> endless() {
            return Flux.<String>generate(sink -> {
                        PRODUCED.incrementAndGet();
                        sink.next("x".repeat(1_000));
                    })
                    .doOnCancel(() -> CANCELLED.set(true));
        }

        @Get("endless-lines")
        Flux<Integer> endlessLines() {
            return Flux.<Integer>generate(sink -> sink.next(1)).doOnCancel(HEADS::release);
        }

        @Get("endless-stream")
        Stream<Integer> endlessStream() {
            return Stream.generate(() -> 1).onClose(HEADS::release);
        }

        @Sse("ticks")
        Flux<Integer> ticks() {
            return Flux.range(0, 2).concatWith(Flux.never()).doOnCancel(HEADS::release);
        }

        @Sse("silent-ticks")
        Flux<Integer> silentTicks() {
            return Flux.<Integer>never().doOnCancel(HEADS::release);
        }

        @Sse("events")
        Flux<Object> events() {
            return Flux.just(new SseEvent("7", "tick", Map.of("n", 1), Duration.ofSeconds(2)), "plain");
        }

        @Sse("failing-events")
        Flux<String> failing() {
            return Flux.just("a").concatWith(Flux.error(new IllegalStateException("secret")));
        }
    }

    @Module(controllers = {Kinds.class, Streams.class})
    static final class KindsModule {}

    private OpenDoor door;

    @BeforeAll
    void open() {
        door = OpenDoor.of(KindsModule.class);
    }

    @AfterAll
    void close() {
        door.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/text   | 200 | text/html; charset=utf-8        | <b>caf\u00e9</b>",
                "/number | 200 | text/html; charset=utf-8        | 2.5",
                "/record | 200 | application/json; charset=utf-8 | {\"name\":\"Tom\"}",
                "/null   | 200 |                                 | ''",
                "/stage  | 200 | application/json; charset=utf-8 | {\"name\":\"Tom\"}",
                "/mono   | 200 | application/json; charset=utf-8 | {\"name\":\"Tom\"}",
            })
    void a_value_has_the_type_that_express_gives_it(String path, int status, @Nullable String type, String body) {
        var reply = door.get(path);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("content-type")).isEqualTo(type);
        assertThat(reply.text()).isEqualTo(body);
    }

    @Test
    void post_is_201_also_without_a_body() {
        assertThat(door.method("POST", "/created").status()).isEqualTo(201);
        assertThat(door.method("POST", "/void"))
                .satisfies(reply -> assertThat(reply.status()).isEqualTo(201))
                .satisfies(reply -> assertThat(reply.text()).isEmpty());
    }

    @Test
    void annotations_set_status_headers_and_redirects() {
        assertThat(door.method("DELETE", "/gone"))
                .satisfies(reply -> assertThat(reply.status()).isEqualTo(204))
                .satisfies(reply -> assertThat(reply.text()).isEmpty());
        assertThat(door.get("/old"))
                .satisfies(reply -> assertThat(reply.status()).isEqualTo(301))
                .satisfies(reply -> assertThat(reply.header("location")).isEqualTo("/new"));
    }

    @Test
    void the_context_goes_before_annotations() {
        var reply = door.get("/headed");

        assertThat(reply.status()).isEqualTo(203);
        assertThat(reply.header("cache-control")).isEqualTo("max-age=60");
        assertThat(reply.response().headers().allValues("x-one")).containsExactly("2");
        assertThat(reply.response().headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    }

    @Test
    void a_reply_says_all_of_it() {
        var reply = door.method("POST", "/reply");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("location")).isEqualTo("/cats/1");
        assertThat(reply.header("content-type")).isEqualTo("a/b+json; charset=utf-8");
        assertThat(reply.json()).isEqualTo(Map.of("name", "Tom"));
    }

    @Test
    void head_has_the_head_of_get_and_no_body() {
        var reply = door.method("HEAD", "/record");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-length")).isEqualTo("14");
        assertThat(reply.text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/ticks, text/event-stream",
        "/silent-ticks, text/event-stream",
        "/endless-lines, application/json",
        "/endless-stream, application/json"
    })
    void head_of_a_stream_is_the_head_alone_and_the_stream_ends(String path, String type) throws Exception {
        HEADS.drainPermits();
        try (var connection = door.connection()) {
            connection
                    .getOutputStream()
                    .write(("HEAD " + path + " HTTP/1.1\r\nHost: x\r\n\r\n"
                                    + "GET /number HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var both = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(both.split("HTTP/1.1 200 OK", -1)).hasSize(3);
            assertThat(both.substring(0, both.indexOf("\r\n\r\n")))
                    .contains("Content-Type: " + type)
                    .doesNotContain("Content-Length");
            assertThat(both).endsWith("\r\n\r\n2.5");
        }
        assertThat(HEADS.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void head_of_a_stream_over_http_2_is_the_head_alone_too() throws Exception {
        HEADS.drainPermits();
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            client.send(door.to("/number").build(), BodyHandlers.discarding()); // agrees on the version

            var reply = client.send(door.to("/ticks").HEAD().build(), BodyHandlers.ofString());

            assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.headers().firstValue("content-type")).contains("text/event-stream");
            assertThat(reply.body()).isEmpty();
        }
        assertThat(HEADS.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void head_of_a_stream_that_fails_at_once_has_its_status() {
        assertThat(door.method("HEAD", "/refused").status()).isEqualTo(409);
        assertThat(door.method("HEAD", "/none").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/flux   | [{\"name\":\"Tom\"},{\"name\":\"Kit\"}]",
                "/none   | []",
                "/one    | [1]",
                "/stream | [1,2,3]",
            })
    void many_values_are_an_array(String path, String body) {
        var reply = door.get(path);

        assertThat(reply.header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(reply.text()).isEqualTo(body);
    }

    @Test
    void many_values_are_lines_for_who_asks_for_them() {
        var reply = door.get("/flux", "Accept", "application/x-ndjson");

        assertThat(reply.header("content-type")).isEqualTo("application/x-ndjson");
        assertThat(reply.text()).isEqualTo("{\"name\":\"Tom\"}\n{\"name\":\"Kit\"}\n");
    }

    @Test
    void a_long_stream_arrives_whole_and_in_order() {
        var lines = door.get("/many", "Accept", "application/x-ndjson")
                .text()
                .lines()
                .toList();

        assertThat(lines).hasSize(100_000);
        assertThat(lines.getLast()).isEqualTo("99999");
        assertThat(lines).isSortedAccordingTo(Comparator.comparingInt(Integer::parseInt));
    }

    @Test
    void an_error_before_the_first_value_has_its_status() {
        assertThat(door.get("/refused").status()).isEqualTo(409);
    }

    @Test
    void an_error_after_it_breaks_the_reply_so_that_nobody_takes_it_for_whole() {
        assertThat(catchThrowable(() -> door.get("/broken"))).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void a_client_that_reads_nothing_stops_the_handler_and_one_that_goes_ends_it() throws Exception {
        var reply = door.exchange(door.to("/endless"), BodyHandlers.ofInputStream());
        var first = reply.body().readNBytes(10_000);
        assertThat(first).hasSize(10_000);

        var before = new AtomicLong(-1);
        Awaitility.await()
                .pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(20))
                .until(() -> before.getAndSet(PRODUCED.get()) == PRODUCED.get());
        assertThat(PRODUCED.get()).isLessThan(50_000);

        reply.body().close();
        Awaitility.await().untilTrue(CANCELLED);
    }

    @Test
    void events_are_sent_as_the_standard_has_them() {
        var reply = door.get("/events");

        assertThat(reply.header("content-type")).isEqualTo("text/event-stream");
        assertThat(reply.header("cache-control")).contains("no-cache");
        assertThat(reply.text())
                .isEqualTo("\nevent: tick\nid: 7\nretry: 2000\ndata: {\"n\":1}\n\nid: 1\ndata: plain\n\n");
    }

    @Test
    void an_error_among_events_is_an_event_that_tells_nothing_of_the_inside() {
        var lines = new ArrayList<>(
                List.of(door.get("/failing-events").text().strip().split("\n")));

        assertThat(lines.subList(0, 5)).containsExactly("id: 1", "data: a", "", "event: error", "id: 2");
        assertThat(lines.getLast()).contains("Internal server error").doesNotContain("secret");
    }
}
