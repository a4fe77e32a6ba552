package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Controller;
import dev.rookery.module.Module;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that is sent before the body has come, to clients that send all of it before they read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpUnreadBodyIT {
    private static final int MAX_BODY = 10_000;
    /** More than both sides' buffers hold. */
    private static final int LENGTH = 20_000_000;

    @Controller
    static final class Texts {
        @Post("texts")
        int length(@Body String text) {
            return text.length();
        }

        @Post("files")
        @Multipart(maxBytes = MAX_BODY)
        int files(@UploadedFiles List<HttpFile> files) {
            return files.size();
        }
    }

    @Module(controllers = Texts.class)
    static final class TextsModule {}

    private OpenDoor door;

    @BeforeAll
    void open() {
        door = OpenDoor.of(TextsModule.class, options -> options.maxBodyBytes(MAX_BODY), _ -> {});
    }

    @AfterAll
    void close() {
        door.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/texts HTTP/1.1\r\nContent-Type: text/plain",
                "/files HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x"
            })
    void a_client_that_sends_what_is_too_large_is_told_so_whenever_it_reads(String request) throws Exception {
        try (var connection = door.connection()) {
            var reply = head(connection, "POST " + request + "\r\nContent-Length: " + LENGTH);
            var status = reply.readLine(); // the door has answered by now

            connection.getOutputStream().write(new byte[LENGTH]);

            assertThat(status).startsWith("HTTP/1.1 413 ");
            assertThat(rest(reply)).endsWith("\"statusCode\":413}");
        }
    }

    @Test
    void a_body_of_unknown_length_may_go_on_after_it_was_too_large() throws Exception {
        try (var connection = door.connection()) {
            var reply =
                    head(connection, "POST /texts HTTP/1.1\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked");
            var chunk = ("8000\r\n" + "x".repeat(0x8000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            connection.getOutputStream().write(chunk);
            var status = reply.readLine();

            for (var sent = 0; sent < LENGTH; sent += chunk.length) {
                connection.getOutputStream().write(chunk);
            }

            assertThat(status).startsWith("HTTP/1.1 413 ");
            assertThat(rest(reply)).endsWith("\"statusCode\":413}");
        }
    }

    @Test
    void the_connection_of_a_request_for_nothing_goes_on_once_its_body_has_come() throws Exception {
        try (var connection = door.connection()) {
            var reply = head(connection, "POST /nowhere HTTP/1.1\r\nContent-Length: " + LENGTH);
            assertThat(reply.readLine()).startsWith("HTTP/1.1 404 ");

            connection.getOutputStream().write(new byte[LENGTH]);
            head(connection, "DELETE /texts HTTP/1.1\r\nConnection: close");

            assertThat(rest(reply)).contains("\"statusCode\":404}HTTP/1.1 405 ");
        }
    }

    @Test
    void a_client_that_asked_whether_to_send_is_not_asked_to() throws Exception {
        try (var connection = door.connection()) {
            var reply = head(
                    connection,
                    "POST /texts HTTP/1.1\r\nContent-Type: text/plain\r\nExpect: 100-continue\r\nContent-Length: "
                            + LENGTH);

            assertThat(rest(reply)).startsWith("HTTP/1.1 413 ").endsWith("\"statusCode\":413}");
        }
    }

    @Test
    void the_rest_of_a_body_has_the_time_of_a_body_and_no_more() throws Exception {
        try (var hasty = OpenDoor.of(
                        TextsModule.class, options -> options.requestTimeout(Duration.ofMillis(200)), _ -> {});
                var connection = hasty.connection()) {
            var reply = head(connection, "POST /nowhere HTTP/1.1\r\nContent-Length: " + LENGTH);
            assertThat(reply.readLine()).startsWith("HTTP/1.1 404 ");

            var out = connection.getOutputStream();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThatThrownBy(() -> out.write('x')).isInstanceOf(IOException.class));
        }
    }

    private static BufferedReader head(Socket connection, String head) throws IOException {
        connection.getOutputStream().write((head + "\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String rest(BufferedReader reply) throws IOException {
        var rest = new StringBuilder();
        for (var c = reply.read(); c >= 0; c = reply.read()) {
            rest.append((char) c);
        }
        return rest.toString();
    }
}
