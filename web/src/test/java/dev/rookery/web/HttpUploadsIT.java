package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.Controller;
import dev.rookery.module.Module;
import dev.rookery.web.OpenDoor.Reply;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Forms with files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpUploadsIT {
    private static final String BOUNDARY = "b0undary";
    private static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;
    private static final int LARGEST = 200_000;
    private static final int LARGEST_PART = 100_000;

    record Caption(String title, int year) {}

    record Stored(String title, int year, String file, String type, long size, String begin) {}

    @Controller("pictures")
    static final class Pictures {
        @Post
        @Multipart(maxBytes = LARGEST, maxPartBytes = LARGEST_PART, maxParts = 4)
        Stored store(@UploadedFile("picture") HttpFile file, @Body Caption caption) {
            var begin = new String(file.bytes(), 0, (int) Math.min(8, file.size()), StandardCharsets.UTF_8);
            var type = file.contentType().orElse("");
            return new Stored(caption.title(), caption.year(), file.fileName(), type, file.size(), begin);
        }

        @Post("many")
        @Multipart
        List<String> many(@UploadedFiles List<HttpFile> all, @UploadedFiles("b") List<HttpFile> some) {
            return Stream.concat(all.stream(), some.stream())
                    .map(HttpFile::fileName)
                    .toList();
        }

        @Post("maybe")
        @Multipart
        boolean maybe(@UploadedFile Optional<HttpFile> any) {
            return any.isPresent();
        }

        @Post("kept")
        @Multipart
        String kept(@UploadedFile HttpFile file, HttpContext context) throws IOException {
            var target = Path.of(context.query("to").orElseThrow());
            file.moveTo(target);
            return Files.readString(target);
        }

        @Post("plain")
        String plain(@Body Caption caption) {
            return caption.title();
        }
    }

    @Module(controllers = Pictures.class)
    static final class PicturesModule {}

    private Path directory;
    private OpenDoor door;

    @BeforeAll
    void open(@TempDir Path empty) {
        directory = empty;
        door = OpenDoor.of(PicturesModule.class, options -> options.uploadDirectory(directory), _ -> {});
    }

    @AfterAll
    void close() {
        door.close();
    }

    @AfterEach
    void no_file_is_left() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(directory).isEmptyDirectory());
    }

    private static String field(String name, String value) {
        return part("name=\"" + name + "\"", null, value);
    }

    private static String file(String name, String fileName, String content) {
        return part("name=\"" + name + "\"; filename=\"" + fileName + "\"", "image/png", content);
    }

    private static String part(String disposition, @Nullable String type, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition
                + (type == null ? "" : "\r\nContent-Type: " + type) + "\r\n\r\n" + content + "\r\n";
    }

    private Reply send(String path, String... parts) {
        return door.post(path, TYPE, String.join("", parts) + "--" + BOUNDARY + "--\r\n");
    }

    @Test
    void a_file_and_the_fields_beside_it_reach_the_handler() {
        var reply = send(
                "/pictures",
                field("title", "Caf\u00e9"),
                field("year", "1999"),
                file("picture", "../../etc/cat.png", "PNG and on"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json())
                .hasToString("{title=Caf\u00e9, year=1999, file=cat.png, type=image/png, size=10, begin=PNG and }");
    }

    @Test
    void files_come_in_order_all_or_by_name() {
        var reply = send("/pictures/many", file("a", "1", "x"), file("b", "2", "y"), file("a", "3", ""));

        assertThat(reply.json()).isEqualTo(List.of("1", "2", "3", "2"));
    }

    @Test
    void a_file_that_is_not_there_is_the_callers_mistake_unless_it_is_optional() {
        assertThat(send("/pictures", field("title", "x"), field("year", "1")).text())
                .isEqualTo("{\"message\":\"File is required\",\"error\":\"Bad Request\",\"statusCode\":400}");
        assertThat(send("/pictures/maybe", field("title", "x")).text()).isEqualTo("false");
    }

    @Test
    void a_file_may_be_kept(@TempDir Path other) throws IOException {
        var kept = other.resolve("kept.txt");

        var reply = send("/pictures/kept?to=" + kept, file("f", "x.txt", "content"));

        assertThat(reply.text()).isEqualTo("content");
        assertThat(Files.readString(kept)).isEqualTo("content");
    }

    @Test
    void what_is_too_large_is_refused() {
        var half = "x".repeat(LARGEST_PART - 10);

        assertThat(send("/pictures", file("picture", "x", half + "0123456789abc"))
                        .status())
                .as("a part")
                .isEqualTo(413);
        assertThat(send("/pictures", file("picture", "x", half), file("p", "y", half), file("q", "z", half))
                        .status())
                .as("all of it")
                .isEqualTo(413);
        assertThat(send(
                                "/pictures",
                                field("a", "1"),
                                field("b", "1"),
                                field("c", "1"),
                                field("d", "1"),
                                field("e", "1"))
                        .status())
                .as("too many parts")
                .isEqualTo(413);
        assertThat(send("/pictures", field("title", half)).status())
                .as("a field")
                .isEqualTo(413);
    }

    @Test
    void what_is_no_form_is_refused() {
        assertThat(door.post("/pictures", TYPE, "no form at all").status()).isEqualTo(400);
        assertThat(door.post("/pictures", "multipart/form-data", "--x--").status())
                .isEqualTo(400);
        assertThat(door.post("/pictures", TYPE, field("title", "x")).status())
                .as("it ends too early")
                .isEqualTo(400);
        assertThat(send("/pictures/plain", field("title", "x")).status())
                .as("nobody asked for it")
                .isEqualTo(415);
    }

    /** A part, with Latin 1 in place of UTF-8. */
    private int statusInTime(String... parts) {
        var bytes = (String.join("", parts) + "--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.ISO_8859_1);
        var request = door.to("/pictures")
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", TYPE)
                .POST(BodyPublishers.ofByteArray(bytes));
        return door.send(request).status();
    }

    @Test
    void a_field_that_is_no_text_is_refused_with_all_that_came_beside_it() {
        var large = file("picture", "x", "x".repeat(LARGEST_PART - 10));

        assertThat(statusInTime(large, field("title", "Caf\u00e9"), field("year", "1999")))
                .as("no UTF-8")
                .isEqualTo(400);
        assertThat(statusInTime(large, part("name=\"title\"", "text/plain; charset=bogus", "x")))
                .as("an unknown charset")
                .isEqualTo(415);
        assertThat(statusInTime(large, part("name=\"title\"", "text/plain; charset=\"%%\"", "x")))
                .as("none that could be")
                .isEqualTo(415);
    }

    @Test
    void a_field_may_have_a_charset_of_its_own() {
        var bytes = (field("year", "1999")
                        + file("picture", "x", "y")
                        + part("name=\"title\"", "text/plain; charset=iso-8859-1", "Caf\u00e9")
                        + "--" + BOUNDARY + "--\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        var reply =
                door.send(door.to("/pictures").header("Content-Type", TYPE).POST(BodyPublishers.ofByteArray(bytes)));

        assertThat(reply.text()).contains("\"title\":\"Caf\u00e9\"");
    }

    @Test
    void an_upload_that_is_broken_off_leaves_nothing() throws IOException {
        try (var connection = door.connection()) {
            var out = connection.getOutputStream();
            out.write(("POST /pictures/many HTTP/1.1\r\nHost: x\r\nContent-Type: " + TYPE
                            + "\r\nContent-Length: 500000\r\n\r\n"
                            + part("name=\"a\"; filename=\"b\"", null, "x".repeat(200_000)))
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(directory).isNotEmptyDirectory());
        }
    }
}
