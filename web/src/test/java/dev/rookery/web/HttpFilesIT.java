package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Controller;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.module.Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that stand beside handlers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpFilesIT {
    @Controller
    static final class Api {
        @Get("api/hello")
        String hello() {
            return "hello";
        }
    }

    @Module(controllers = Api.class)
    static final class ApiModule {}

    private Path folder;
    private Path pages;
    private OpenDoor door;

    @BeforeAll
    void open(@TempDir Path empty) throws IOException {
        folder = empty;
        pages = Files.createDirectories(folder.resolve("pages"));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(pages.resolve("index.html"), "<h1>Home</h1>");
        Files.writeString(pages.resolve("app.js"), "'use strict';".repeat(100));
        Files.writeString(pages.resolve("na me.txt"), "named");
        Files.createDirectories(pages.resolve("empty"));
        Files.writeString(pages.resolve(".env"), "TOKEN=secret");
        Files.writeString(Files.createDirectories(pages.resolve(".git")).resolve("config"), "secret");
        Files.writeString(Files.createDirectories(pages.resolve(".well-known")).resolve("security.txt"), "contact");
        Files.createSymbolicLink(pages.resolve("link.txt"), folder.resolve("secret.txt"));
        door = OpenDoor.of(ApiModule.class, options -> options.files(HttpFiles.directory(pages)), _ -> {});
    }

    @AfterAll
    void close() {
        door.close();
    }

    @Test
    void a_file_has_its_type_and_a_tag() {
        var reply = door.get("/app.js");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("text/javascript");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
        var tag = reply.header("ETag");
        assertThat(tag).isNotEmpty();
        assertThat(door.get("/app.js", "If-None-Match", String.valueOf(tag)).status())
                .isEqualTo(304);
        assertThat(door.method("HEAD", "/app.js").header("Content-Length")).isEqualTo("1300");
    }

    @Test
    void a_part_of_a_file_may_be_asked_for() {
        var reply = door.get("/app.js", "Range", "bytes=1-3");

        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.text()).isEqualTo("use");
    }

    @Test
    void the_page_of_a_directory_stands_for_it() {
        assertThat(door.get("/").text()).isEqualTo("<h1>Home</h1>");
        assertThat(door.get("/empty/").status()).isEqualTo(404);
        assertThat(door.get("/na%20me.txt").text()).isEqualTo("named");
    }

    @Test
    void handlers_go_first() {
        assertThat(door.get("/api/hello").text()).isEqualTo("hello");
        assertThat(door.get("/api/other").text())
                .isEqualTo("{\"message\":\"Cannot GET /api/other\",\"error\":\"Not Found\",\"statusCode\":404}");
        assertThat(door.post("/app.js", "text/plain", "x").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/%2e%2e/secret.txt",
                "/..%2fsecret.txt",
                "/%2e%2e%2fsecret.txt",
                "/empty/../../secret.txt",
                "/empty/..%2f..%2fsecret.txt",
                "/..;/secret.txt",
                "/..%5csecret.txt",
                "/%00/../secret.txt",
                "//../secret.txt",
                "/link.txt"
            })
    void nothing_outside_the_directory_is_served(String path) throws IOException {
        try (var connection = door.connection()) {
            connection
                    .getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("\r\nsecret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.env", "/%2eenv", "/.git/config", "/.git", "/.well-known/.env"})
    void what_is_hidden_is_not_served(String path) {
        assertThat(door.get(path).status()).isEqualTo(404);
    }

    @Test
    void what_the_world_is_meant_to_know_is_served() {
        assertThat(door.get("/.well-known/security.txt").text()).isEqualTo("contact");
    }

    @Test
    void they_may_stand_below_a_path_with_an_age_and_answer_what_a_page_routes_itself() {
        var files = HttpFiles.directory(pages)
                .at("/shop")
                .withMaxAge(Duration.ofMinutes(1))
                .forSinglePage();
        try (var other = OpenDoor.of(ApiModule.class, options -> options.files(files), _ -> {})) {
            assertThat(other.get("/shop/app.js").header("Cache-Control")).isEqualTo("max-age=60");
            assertThat(other.get("/app.js").status()).isEqualTo(404);
            assertThat(other.get("/shop/orders/7", "Accept", "text/html").text())
                    .isEqualTo("<h1>Home</h1>");
            assertThat(other.get("/shop/missing.js", "Accept", "*/*").status()).isEqualTo(404);
            assertThat(other.get("/elsewhere", "Accept", "text/html").status()).isEqualTo(404);
        }
    }

    @Test
    void they_may_be_on_the_class_path() {
        try (var other =
                OpenDoor.of(ApiModule.class, options -> options.files(HttpFiles.classPath("pages")), _ -> {})) {
            assertThat(other.get("/").text()).contains("From the class path");
        }
    }

    @Test
    void a_folder_that_is_not_there_is_said_at_start() {
        assertThatThrownBy(() -> HttpFiles.directory(folder.resolve("nowhere")))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() ->
                        OpenDoor.of(ApiModule.class, options -> options.files(HttpFiles.classPath("nowhere")), _ -> {}))
                .hasMessageContaining("nowhere");
    }
}
