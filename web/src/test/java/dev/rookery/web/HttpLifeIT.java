package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.Rookery;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.StartException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.Module;
import dev.rookery.server.ServerOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** From the opening of a door to its end, and what its options do. */
final class HttpLifeIT {
    private static final Semaphore ENTERED = new Semaphore(0);
    private static final Semaphore MAY_LEAVE = new Semaphore(0);
    private static final AtomicBoolean LEFT = new AtomicBoolean();

    @Controller
    static final class Slow {
        @Get("slow")
        String slow() throws InterruptedException {
            ENTERED.release();
            MAY_LEAVE.acquire();
            return "done";
        }

        @Get("quick")
        String quick() {
            return "quick";
        }

        @All("long")
        String longText() {
            return "x".repeat(10_000);
        }

        @Get("live-lines")
        Flux<String> liveLines() {
            return Flux.just("first").concatWith(Flux.never());
        }

        @All("length")
        int length(@Body String text) {
            return text.length();
        }

        @Sse("silence")
        Flux<String> silence() {
            return Flux.<String>never().doOnCancel(() -> LEFT.set(true));
        }
    }

    @Module(controllers = Slow.class)
    static final class SlowModule {}

    private static CompletableFuture<OpenDoor.Reply> inBackground(OpenDoor door, String path) {
        var reply = new CompletableFuture<OpenDoor.Reply>();
        Thread.ofVirtual().start(() -> {
            try {
                reply.complete(door.get(path));
            } catch (RuntimeException error) {
                reply.completeExceptionally(error);
            }
        });
        return reply;
    }

    @Test
    void at_the_end_a_request_in_flight_is_finished_and_new_ones_are_turned_away() throws Exception {
        var door = OpenDoor.of(SlowModule.class, options -> options.health(true), _ -> {});
        try (door) {
            assertThat(door.get("/health/ready").status()).isEqualTo(200);
            var inFlight = inBackground(door, "/slow");
            ENTERED.acquire();

            var closing = Thread.ofVirtual().start(door.app()::close);
            Awaitility.await().until(() -> door.get("/health/ready").status() == 503);
            assertThat(door.get("/health").status()).isEqualTo(503);
            assertThat(door.get("/health/live").status()).isEqualTo(200);
            var turnedAway = door.get("/quick");
            assertThat(turnedAway.status()).isEqualTo(503);
            assertThat(turnedAway.header("connection")).isEqualTo("close");

            MAY_LEAVE.release();
            assertThat(inFlight.get(10, TimeUnit.SECONDS).text()).isEqualTo("done");
            assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void at_the_end_a_stream_of_events_ends_and_is_not_waited_for() throws Exception {
        LEFT.set(false);
        var door = OpenDoor.of(SlowModule.class);
        try (door) {
            var feed = door.exchange(door.to("/silence"), BodyHandlers.ofInputStream());
            assertThat(feed.statusCode()).isEqualTo(200);
            var began = System.nanoTime();

            door.app().close();

            assertThat(feed.body().readAllBytes())
                    .as("an end, and no error")
                    .asString()
                    .doesNotContain("event: error");
            assertThat(LEFT).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("less than the 10 s of drainTimeout")
                    .isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void a_handler_that_does_not_end_in_time_is_answered_503() throws Exception {
        var quickly =
                ServerOptions.builder().drainTimeout(Duration.ofMillis(50)).build();
        try (var door = OpenDoor.of(SlowModule.class, options -> options.server(quickly), _ -> {})) {
            var inFlight = inBackground(door, "/slow");
            ENTERED.acquire();

            door.app().close();

            assertThat(inFlight.get(10, TimeUnit.SECONDS).status()).isEqualTo(503);
        }
    }

    @Test
    void requests_beyond_the_bound_are_told_to_come_again() throws Exception {
        var one = ServerOptions.builder().maxInFlight(1).maxWaiting(0).build();
        try (var door = OpenDoor.of(SlowModule.class, options -> options.server(one), _ -> {})) {
            var inFlight = inBackground(door, "/slow");
            ENTERED.acquire();

            var refused = door.get("/quick");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isEqualTo("1");

            MAY_LEAVE.release();
            assertThat(inFlight.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }

    @Test
    void a_handler_may_think_longer_than_a_connection_may_be_idle() throws Exception {
        try (var door =
                OpenDoor.of(SlowModule.class, options -> options.idleTimeout(Duration.ofMillis(200)), _ -> {})) {
            var reply = inBackground(door, "/slow");
            ENTERED.acquire();
            var started = System.nanoTime();
            Awaitility.await()
                    .until(() ->
                            System.nanoTime() - started > Duration.ofMillis(700).toNanos());
            MAY_LEAVE.release();

            assertThat(reply.get(10, TimeUnit.SECONDS).text()).isEqualTo("done");
        }
    }

    @Test
    void a_stream_of_events_opens_at_once_and_notices_that_its_client_has_gone() throws Exception {
        LEFT.set(false);
        var impatient =
                ServerOptions.builder().handlerTimeout(Duration.ofMillis(50)).build();
        try (var door = OpenDoor.of(
                SlowModule.class,
                options -> options.sseHeartbeat(Duration.ofMillis(100)).server(impatient),
                _ -> {})) {
            HttpResponse<InputStream> reply = door.exchange(door.to("/silence"), BodyHandlers.ofInputStream());
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.body().readNBytes(4)).isEqualTo(new byte[] {'\n', ':', '\n', '\n'});

            reply.body().close();

            Awaitility.await().untilTrue(LEFT);
        }
    }

    @Test
    void a_prefix_stands_before_every_path_and_not_before_health() {
        try (var door = OpenDoor.of(
                SlowModule.class, options -> options.globalPrefix("api").health(true), _ -> {})) {
            assertThat(door.get("/api/quick").text()).isEqualTo("quick");
            assertThat(door.get("/quick").status()).isEqualTo(404);
            assertThat(door.get("/health").json()).isEqualTo(Map.of("status", "ok"));
        }
    }

    @Test
    void replies_are_compressed_for_who_takes_that() throws Exception {
        try (var door = OpenDoor.of(SlowModule.class, options -> options.compression(true), _ -> {})) {
            var reply = door.get("/long", "Accept-Encoding", "gzip");

            assertThat(reply.header("content-encoding")).isEqualTo("gzip");
            try (var unzipped = new GZIPInputStream(
                    new ByteArrayInputStream(reply.response().body()))) {
                assertThat(unzipped.readAllBytes()).hasSize(10_000);
            }
            assertThat(door.get("/long").header("content-encoding")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void a_body_may_be_compressed_where_that_is_wanted(String method) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(new byte[10_000]);
        }
        try (var door = OpenDoor.of(SlowModule.class, options -> options.compression(true), _ -> {})) {
            var reply = door.send(door.to("/length")
                    .header("Content-Type", "text/plain")
                    .header("Content-Encoding", "gzip")
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(zipped.toByteArray())));

            assertThat(reply.text()).isEqualTo("10000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void replies_to_every_method_are_compressed(String method) {
        try (var door = OpenDoor.of(SlowModule.class, options -> options.compression(true), _ -> {})) {
            var reply = door.send(door.to("/long")
                    .header("Accept-Encoding", "gzip")
                    .method(method, HttpRequest.BodyPublishers.noBody()));

            assertThat(reply.header("content-encoding")).isEqualTo("gzip");
        }
    }

    @Test
    void lines_arrive_one_by_one_where_replies_are_compressed() throws Exception {
        try (var door = OpenDoor.of(SlowModule.class, options -> options.compression(true), _ -> {})) {
            var request = door.to("/live-lines")
                    .header("Accept", "application/x-ndjson")
                    .header("Accept-Encoding", "gzip");
            var reply = door.exchange(request, BodyHandlers.ofInputStream());
            var first = CompletableFuture.supplyAsync(() -> read(reply.body(), 8));

            assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("\"first\"\n");
            reply.body().close();
        }
    }

    private static String read(InputStream in, int bytes) {
        try {
            return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void pages_of_the_origins_that_are_named_may_call() {
        var cors = HttpCors.ANY_ORIGIN.withOrigins("https://shop\\.example").withCredentials();
        try (var door = OpenDoor.of(SlowModule.class, options -> options.cors(cors), _ -> {})) {
            assertThat(door.get("/quick", "Origin", "https://shop.example").header("access-control-allow-origin"))
                    .isEqualTo("https://shop.example");
            assertThat(door.get("/quick", "Origin", "https://evil.example").header("access-control-allow-origin"))
                    .isNull();
            var preflight = door.send(door.to("/quick")
                    .header("Origin", "https://shop.example")
                    .header("Access-Control-Request-Method", "GET")
                    .header("Access-Control-Request-Headers", "authorization,x-tenant")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header("access-control-allow-headers"))
                    .as("by name, since * is not Authorization")
                    .isEqualTo("authorization,x-tenant");
            assertThat(preflight.header("access-control-allow-methods")).contains("GET");
            assertThat(preflight.header("access-control-allow-credentials")).isEqualTo("true");
        }
    }

    @Test
    void http_2_is_spoken_to_who_asks_for_it() throws Exception {
        try (var door = OpenDoor.of(SlowModule.class);
                var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .build()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + "/quick"))
                    .build();

            var reply = client.send(request, BodyHandlers.ofString());

            assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(reply.body()).isEqualTo("quick");
        }
    }

    // ---- several ways in ----

    private static final CountDownLatch GREETED = new CountDownLatch(1);

    @Controller("both")
    static final class Both {
        @Get
        String overHttp() {
            return "http";
        }

        @MessagePattern("greet")
        String overMessages() {
            GREETED.countDown();
            return "message";
        }
    }

    @Module(controllers = Both.class)
    static final class BothModule {}

    @Test
    void a_controller_serves_messages_and_requests() throws Exception {
        var memory = new InMemoryTransporter();
        try (var door = OpenDoor.of(BothModule.class, options -> options, app -> app.connectMicroservice(memory));
                var client = ClientProxyFactory.create(memory)) {
            assertThat(door.get("/both").text()).isEqualTo("http");
            assertThat(client.request("greet", String.class).block(Duration.ofSeconds(10)))
                    .isEqualTo("message");
            assertThat(GREETED.await(1, TimeUnit.SECONDS)).isTrue();
            assertThat(door.app().listeners()).hasSize(2);
            assertThat(door.app().listeners().getLast().unwrap(Server.class).isStarted())
                    .isTrue();
        }
    }

    @Test
    void a_pattern_behind_a_door_alone_is_a_mistake() {
        try (var app = Rookery.create(BothModule.class)) {
            assertThatThrownBy(() -> app.listen(HttpDoor.port(0)))
                    .isInstanceOf(HandlerDefinitionException.class)
                    .hasMessageContaining("Both.overMessages()");
        }
    }

    @Test
    void a_port_that_is_taken_is_told() {
        try (var door = OpenDoor.of(SlowModule.class);
                var second = Rookery.create(SlowModule.class)) {
            var taken = HttpDoor.builder().host("127.0.0.1").port(door.port()).build();

            assertThatThrownBy(() -> second.listen(taken))
                    .isInstanceOf(StartException.class)
                    .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + door.port())
                    .hasMessageEndingWith("stop what listens there, or choose another port (0 finds a free one)");
        }
    }
}
