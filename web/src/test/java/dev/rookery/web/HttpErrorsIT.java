package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.HttpException;
import dev.rookery.error.RpcException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.Module;
import dev.rookery.module.Provides;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import jakarta.inject.Named;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What clients are told of what went wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpErrorsIT {
    private static final int MAX_BODY = 2_000;
    private static final InMemoryTransporter BACKEND = new InMemoryTransporter();

    record Order(@Positive int quantity) {}

    static final class Nobody implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return false;
        }
    }

    static final class Passing implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            return next.handle();
        }
    }

    /** What Jackson fails to write. */
    record Unwritable(String secret) {
        @Override
        public String secret() {
            throw new IllegalStateException(secret);
        }
    }

    @Controller
    @SuppressWarnings("DoNotCallSuggester") // handlers that are there to fail
    static final class Backend {
        @MessagePattern("missing")
        String missing() {
            throw new HttpException(404, "no such order");
        }

        @MessagePattern("broken")
        String broken() {
            throw new IllegalStateException("secret of the backend");
        }

        @MessagePattern("text")
        String text() {
            throw new RpcException("secret of the backend");
        }

        @MessagePattern("slow")
        Mono<String> slow() {
            return Mono.never();
        }
    }

    @Controller
    @SuppressWarnings("DoNotCallSuggester") // handlers that are there to fail
    static final class Front {
        private final ClientProxy backend;

        Front(@Named("BACKEND") ClientProxy backend) {
            this.backend = backend;
        }

        @Get("backend/{pattern}")
        Object ask(@Param("pattern") String pattern) {
            return String.valueOf(backend.withTimeout(Duration.ofSeconds(1))
                    .request(pattern, "x", String.class)
                    .block());
        }

        @Get("refused")
        String refused() {
            throw new ConnectionRefusedException("secret address");
        }

        @Get("teapot")
        String teapot() {
            throw new HttpException(418, "short and stout", Map.of("spout", true));
        }

        @Get("broken")
        String broken() {
            throw new IllegalStateException("secret");
        }

        @Get("guarded")
        @UseGuards(Nobody.class)
        String guarded() {
            return "never";
        }

        @Sse("guarded-events")
        @UseGuards(Nobody.class)
        @UseInterceptors(Passing.class)
        Flux<String> guardedEvents() {
            return Flux.never();
        }

        @Get("unwritable")
        Object unwritable() {
            return new Unwritable("secret");
        }

        @Post("orders")
        Order place(@Body @Valid Order order) {
            return order;
        }

        @Get("orders/{id}")
        String order(@Param("id") String id) {
            return id;
        }
    }

    @Module(controllers = {Front.class, Backend.class})
    static final class FrontModule {
        @Provides
        @Named("BACKEND")
        ClientProxy backend() {
            return ClientProxyFactory.create(BACKEND);
        }
    }

    private OpenDoor door;

    @BeforeAll
    void open() {
        door = OpenDoor.of(
                FrontModule.class,
                options -> options.maxBodyBytes(MAX_BODY).requestTimeout(Duration.ofMillis(500)),
                app -> app.connectMicroservice(BACKEND));
    }

    @AfterAll
    void close() {
        door.close();
    }

    private void assertError(OpenDoor.Reply reply, int status, String error, Object message) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(reply.json()).isEqualTo(Map.of("statusCode", status, "error", error, "message", message));
    }

    @Test
    void an_unknown_path_is_404() {
        assertError(door.get("/nothing?a=1"), 404, "Not Found", "Cannot GET /nothing?a=1");
    }

    @Test
    void an_unknown_method_is_405_and_told_the_known_ones() {
        var reply = door.method("DELETE", "/orders");

        assertError(reply, 405, "Method Not Allowed", "Cannot DELETE /orders (expected: POST)");
        assertThat(reply.header("allow")).isEqualTo("POST");
        assertThat(door.method("PUT", "/orders/7").header("allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void a_missing_body_is_400() {
        assertError(door.post("/orders", "application/json", ""), 400, "Bad Request", "the payload is missing");
        assertError(door.post("/orders", "application/json", "null"), 400, "Bad Request", "the payload is missing");
        assertError(door.method("POST", "/orders"), 400, "Bad Request", "the payload is missing");
    }

    @Test
    void options_are_answered_with_the_methods() {
        var reply = door.method("OPTIONS", "/orders/7");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"quantity\":", "{quantity:1}", "{\"quantity\":1}x", "nothing"})
    void what_is_no_json_is_400(String body) {
        assertError(door.postJson("/orders", body), 400, "Bad Request", "The body is not valid JSON");
    }

    @Test
    void json_of_another_type_is_400_that_names_the_place() {
        assertError(
                door.postJson("/orders", "{\"quantity\":\"1\"}"),
                400,
                "Bad Request",
                "The payload does not fit at $.quantity (expected: a whole number, not null)");
    }

    @Test
    void a_broken_constraint_is_400_with_the_list_of_nest() {
        assertError(
                door.postJson("/orders", "{\"quantity\":0}"),
                400,
                "Bad Request",
                List.of("quantity must be greater than 0"));
    }

    @Test
    void a_body_of_another_kind_is_415() {
        assertThat(door.post("/orders", "application/xml", "<order/>").status()).isEqualTo(415);
        assertThat(door.post("/orders", "application/json; charset=latin1", "{}")
                        .status())
                .isEqualTo(415);
        assertThat(door.send(door.to("/orders").POST(BodyPublishers.ofString("{}")))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void a_body_that_is_too_large_is_413() {
        assertError(
                door.postJson("/orders", " ".repeat(MAX_BODY + 1)),
                413,
                "Payload Too Large",
                "request entity too large");
    }

    @Test
    void a_body_that_does_not_say_how_large_it_is_is_413_too() {
        var chunks = BodyPublishers.fromPublisher(BodyPublishers.ofString(" ".repeat(MAX_BODY * 2)));

        assertThat(door.send(door.to("/orders")
                                .header("Content-Type", "application/json")
                                .POST(chunks))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void headers_that_are_too_large_are_431_and_a_path_that_is_too_long_is_414() throws Exception {
        assertThat(raw("GET /orders/7 HTTP/1.1\r\nHost: x\r\nX-Big: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
        assertThat(raw("GET /orders/" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ");
    }

    @Test
    void what_is_no_http_is_400() throws Exception {
        assertThat(raw("GET /orders/7 HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"message\":\"Bad Request\",\"error\":\"Bad Request\",\"statusCode\":400}");
    }

    @Test
    void a_slow_body_is_408() throws Exception {
        try (var connection = door.connection()) {
            connection
                    .getOutputStream()
                    .write(
                            "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("\"statusCode\":408");
        }
    }

    @Test
    void a_head_that_comes_byte_by_byte_ends_its_connection() throws Exception {
        try (var connection = door.connection()) {
            var out = connection.getOutputStream();
            out.write("GET /orders/7 HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));

            Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThatThrownBy(() -> out.write('x')).isInstanceOf(IOException.class));
        }
    }

    @Test
    void an_aborted_upload_harms_nobody() throws Exception {
        try (var connection = door.connection()) {
            connection
                    .getOutputStream()
                    .write("POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(door.get("/orders/7").text()).isEqualTo("7");
    }

    @Test
    void an_error_of_the_handlers_own_is_what_it_says() {
        assertThat(door.get("/teapot").json())
                .isEqualTo(Map.of(
                        "statusCode", 418, "message", "short and stout", "error", "I'm a teapot", "spout", true));
    }

    @Test
    void a_guard_that_refuses_is_403() {
        assertError(door.get("/guarded"), 403, "Forbidden", "Forbidden resource");
    }

    @Test
    void a_stream_of_events_that_a_guard_refuses_behind_an_interceptor_is_403() {
        assertError(door.get("/guarded-events"), 403, "Forbidden", "Forbidden resource");
    }

    @ParameterizedTest
    @CsvSource({"/broken", "/unwritable", "/backend/broken", "/backend/text"})
    void what_nobody_expected_is_500_with_an_id_and_nothing_else(String path) {
        var reply = door.get(path);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text()).doesNotContain("secret");
        assertThat(reply.json())
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsOnlyKeys("statusCode", "message", "errorId")
                .containsEntry("message", "Internal server error");
    }

    @Test
    void an_error_of_a_service_that_says_a_status_is_that() {
        assertError(door.get("/backend/missing"), 404, "Not Found", "no such order");
    }

    @Test
    void a_pattern_that_nobody_answers_is_503() {
        assertThat(door.get("/backend/unknown").status()).isEqualTo(503);
    }

    @Test
    void a_service_that_is_slow_is_504() {
        assertError(door.get("/backend/slow"), 504, "Gateway Timeout", "The service did not answer in time");
    }

    @Test
    void a_service_that_cannot_be_reached_is_503() {
        assertError(door.get("/refused"), 503, "Service Unavailable", "The service is not available");
    }

    private String raw(String request) throws Exception {
        try (var connection = door.connection()) {
            connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            connection.shutdownOutput();
            var reply = new ByteArrayOutputStream();
            connection.getInputStream().transferTo(reply);
            return reply.toString(StandardCharsets.UTF_8);
        }
    }
}
