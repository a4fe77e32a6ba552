package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.Controller;
import dev.rookery.module.Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** A client that is not Java's, in the ways in which people and scripts use it. */
final class CurlIT {
    private static final String LARGE = "x".repeat(300_000);
    private static final AtomicInteger UPLOADS = new AtomicInteger();

    @Controller
    static final class Parcels {
        @Get("hello")
        String hello() {
            return "hello";
        }

        @Get("parcel")
        Map<String, Integer> parcel() {
            return Map.of("weight", 7);
        }

        @Post("length")
        int length(@Body String text) {
            UPLOADS.incrementAndGet();
            return text.length();
        }

        @Post("form")
        Map<String, Object> form(@Body Map<String, Object> fields, @Cookie("session") @Nullable String session) {
            return Map.of("fields", fields, "session", String.valueOf(session));
        }

        @Get("large")
        String large() {
            return LARGE;
        }

        @Sse("ticks")
        Flux<String> ticks() {
            return Flux.concat(Flux.just("one", "two"), Flux.never());
        }
    }

    @Module(controllers = Parcels.class)
    static final class ParcelModule {}

    private static OpenDoor door;

    @BeforeAll
    static void open() {
        door = OpenDoor.of(
                ParcelModule.class, options -> options.maxBodyBytes(400_000).compression(true), _ -> {});
    }

    @AfterAll
    static void close() {
        door.close();
    }

    /** What curl printed on both outputs. */
    private record Printed(int code, String text) {}

    private static Printed curl(String input, String path, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "20"));
        command.addAll(List.of(arguments));
        command.add("http://127.0.0.1:" + door.port() + path);
        var process = started(command);
        var text = new StringBuilder();
        var reader = Thread.ofVirtual().start(() -> text.append(read(process)));
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            assertThat(ended).as("curl read as much as it wanted").isNotNull();
        }
        var code = process.waitFor();
        reader.join();
        return new Printed(code, text.toString());
    }

    private static Process started(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "curl is missing, which these tests need (Debian: apt-get install curl)", e);
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "curl's output ended: " + e;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http1.0", "--http2", "--http2-prior-knowledge"})
    void every_version_of_http_without_tls_is_answered(String version) throws Exception {
        var answer = curl("", "/hello", version, "-w", " over %{http_version} with %{http_code}");

        var expected = version.startsWith("--http2") ? "2" : version.equals("--http1.0") ? "1.[01]" : "1.1";
        assertThat(answer.text()).matches("hello over " + expected + " with 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2-prior-knowledge"})
    void head_tells_the_length_and_ends(String version) throws Exception {
        var answer = curl("", "/parcel", "-I", version);

        assertThat(answer.code()).isZero();
        assertThat(answer.text())
                .containsIgnoringCase("content-length: 12")
                .containsIgnoringCase("content-type: application/json; charset=utf-8")
                .doesNotContain("weight");
    }

    @Test
    void a_client_that_expects_100_gets_it_and_then_its_answer() throws Exception {
        var answer = curl(
                LARGE,
                "/length",
                "-i",
                "-H",
                "Expect: 100-continue",
                "-H",
                "Content-Type: text/plain",
                "--data-binary",
                "@-");

        assertThat(answer.text()).startsWith("HTTP/1.1 100 Continue").endsWith("300000");
    }

    @Test
    void what_is_too_large_is_refused_before_it_is_sent() throws Exception {
        var answer = curl(
                "x".repeat(500_000),
                "/length",
                "-H",
                "Expect: 100-continue",
                "-H",
                "Content-Type: text/plain",
                "--data-binary",
                "@-",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code} %{size_upload}");

        assertThat(answer.text()).isEqualTo("413 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2-prior-knowledge"})
    void an_upload_of_unknown_length_arrives_whole(String version) throws Exception {
        var answer = curl(LARGE, "/length", version, "-X", "POST", "-H", "Content-Type: text/plain", "-T", "-");

        assertThat(answer.text()).isEqualTo("300000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2-prior-knowledge"})
    void an_upload_of_unknown_length_that_becomes_too_large_is_413(String version) throws Exception {
        var answer = curl(
                "x".repeat(500_000),
                "/length",
                version,
                "-X",
                "POST",
                "-H",
                "Content-Type: text/plain",
                "-H",
                "Expect:",
                "-T",
                "-",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}");

        assertThat(answer.text()).contains("413");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2-prior-knowledge"})
    void an_upload_that_breaks_off_reaches_no_handler_and_the_door_goes_on(String version) throws Exception {
        var before = UPLOADS.get();

        var answer = curl(
                LARGE,
                "/length",
                version,
                "-H",
                "Content-Type: text/plain",
                "-H",
                "Expect:",
                "--limit-rate",
                "10k",
                "--max-time",
                "1",
                "--data-binary",
                "@-");

        assertThat(answer.code()).as("curl gave up").isEqualTo(28);
        assertThat(curl("", "/hello").text()).isEqualTo("hello");
        assertThat(UPLOADS.get()).isEqualTo(before);
    }

    @Test
    void a_connection_is_used_again() throws Exception {
        var url = "http://127.0.0.1:" + door.port() + "/parcel";

        var answer = curl("", "/hello", url, "-w", " %{num_connects}\n", "-o", "/dev/null", "-o", "/dev/null");

        assertThat(answer.text()).isEqualTo(" 1\n 0\n");
    }

    @Test
    void forms_and_cookies_are_read() throws Exception {
        var answer = curl("", "/form", "-b", "other=1; session=abc", "-d", "a=1", "--data-urlencode", "b=x y&z=é");

        assertThat(answer.text()).contains("\"session\":\"abc\"").contains("\"b\":\"x y&z=é\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2-prior-knowledge"})
    void a_large_reply_is_compressed_for_who_wants_it(String version) throws Exception {
        var answer = curl("", "/large", version, "--compressed", "-w", "\n%{size_download}");

        var lines = answer.text().split("\n", -1);
        assertThat(lines[0]).isEqualTo(LARGE);
        assertThat(Integer.parseInt(lines[1])).isBetween(100, 10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2-prior-knowledge"})
    void events_arrive_while_the_stream_goes_on(String version) throws Exception {
        var answer = curl("", "/ticks", version, "-N", "--max-time", "2");

        assertThat(answer.code()).as("curl had enough").isEqualTo(28);
        assertThat(answer.text()).contains("id: 1\ndata: one\n\nid: 2\ndata: two\n\n");
    }
}
