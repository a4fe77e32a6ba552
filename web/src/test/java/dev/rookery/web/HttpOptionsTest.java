package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.InvalidOptionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HttpOptionsTest {

    @Test
    void the_defaults_are_those_that_the_docs_tell() {
        var http = HttpDoor.builder().build().http();

        assertThat(http)
                .isEqualTo(new HttpOptions(
                        "0.0.0.0",
                        3000,
                        "",
                        1_048_576,
                        16_384,
                        10_000,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(15),
                        null,
                        false,
                        true,
                        false,
                        false,
                        null,
                        null,
                        Path.of(System.getProperty("java.io.tmpdir")),
                        null));
    }

    static Stream<Named<Runnable>> mistakes() {
        return Stream.of(
                mistake(
                        "host: \" \" (expected: a name or an address)",
                        () -> HttpDoor.builder().host(" ").build()),
                mistake(
                        "port: 65536 (expected: from 0 to 65535, where 0 finds a free one)",
                        () -> HttpDoor.port(65_536)),
                mistake(
                        "maxBodyBytes: -1 (expected: >= 0)",
                        () -> HttpDoor.builder().maxBodyBytes(-1).build()),
                mistake(
                        "maxHeaderBytes: 0 (expected: >= 1)",
                        () -> HttpDoor.builder().maxHeaderBytes(0).build()),
                mistake(
                        "idleTimeout: PT0S (expected: from 1 ms to 24 days)",
                        () -> HttpDoor.builder().idleTimeout(Duration.ZERO).build()),
                mistake(
                        "sseHeartbeat: PT-1S (expected: >= 0 and at most 24 days, where 0 sends none)",
                        () -> HttpDoor.builder()
                                .sseHeartbeat(Duration.ofSeconds(-1))
                                .build()),
                mistake(
                        "uploadDirectory: nowhere (expected: a directory that is there and can be written to)",
                        () -> HttpDoor.builder()
                                .uploadDirectory(Path.of("nowhere"))
                                .build()),
                mistake(
                        "files.path: x (expected: a path that begins with a slash)",
                        () -> HttpFiles.classPath("pages").at("x")),
                mistake("status: 99 (expected: an HTTP status from 200 to 599)", () -> HttpReply.empty(99)));
    }

    private static Named<Runnable> mistake(String message, Runnable code) {
        return Named.of(message, code);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_value_that_cannot_be_is_told(Runnable code) {
        assertThatThrownBy(code::run).isInstanceOf(InvalidOptionException.class);
    }

    @Test
    void cookies_for_every_origin_are_refused() {
        assertThatThrownBy(HttpCors.ANY_ORIGIN::withCredentials)
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageStartingWith("origins: [*] (expected: origins by name");
    }
}
