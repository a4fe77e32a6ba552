package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.Payload;
import dev.rookery.module.Module;
import dev.rookery.pipe.DefaultValue;
import dev.rookery.pipe.ParseArray;
import dev.rookery.pipe.ParseInt;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What handlers are given of a request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpRequestsIT {

    record Order(String sku, int quantity) {}

    record Page(int page, Optional<Integer> size, List<String> tag) {}

    @Controller("orders")
    static final class Orders {
        @Get("{id}")
        Map<String, Object> one(@Param("id") UUID id, @Query("full") boolean full) {
            return Map.of("id", id, "full", full);
        }

        @Get("by-day/{day}/{unit}")
        String byDay(@Param("day") LocalDate day, @Param("unit") TimeUnit unit, @Query("n") @Nullable Long count) {
            return day + " " + unit + " " + count;
        }

        @Get("pages")
        Page pages(@Query Page page) {
            return page;
        }

        @Get("raw-query")
        Map<String, List<String>> rawQuery(@Query Map<String, List<String>> query) {
            return query;
        }

        @Get("piped")
        List<Object> piped(
                @Query("ids") @ParseArray(separator = ";") int[] ids,
                @Query("page") @DefaultValue("1") @ParseInt int page) {
            return List.of(ids, page);
        }

        @Get("files/{*path}")
        String file(@Param("path") String path) {
            return path;
        }

        @Post
        Order place(@Body Order order) {
            return order;
        }

        @Post("bulk")
        int bulk(List<Order> orders) {
            return orders.stream().mapToInt(Order::quantity).sum();
        }

        @Post("sku")
        String sku(@Payload("sku") String sku, @Payload("quantity") int quantity) {
            return sku + quantity;
        }

        @Post("text")
        String text(@Body String text) {
            return text.toUpperCase(Locale.ROOT);
        }

        @Post("bytes")
        byte[] bytes(@Body byte[] bytes) {
            return bytes;
        }

        @Post("signed")
        String signed(@Body byte[] bytes, @Payload("sku") String sku) {
            return new String(bytes, StandardCharsets.UTF_8) + sku;
        }

        @Post("maybe")
        String maybe(@Body @Nullable Order order) {
            return String.valueOf(order);
        }
    }

    @Controller
    static final class Heads {
        @Get("heads")
        Map<String, Object> heads(
                @Header("X-Tenant") String tenant,
                @Header("x-many") String many,
                @Cookie("session") String session,
                @Cookie("visits") int visits,
                @Cookie("none") @Nullable String none) {
            var all = new LinkedHashMap<String, Object>(
                    Map.of("tenant", tenant, "many", many, "session", session, "visits", visits));
            all.put("none", none == null ? "none" : none);
            return all;
        }

        @All("about/{what}")
        Map<String, Object> about(HttpContext context) {
            return Map.of(
                    "pattern", context.pattern(),
                    "transport", context.transport(),
                    "method", context.method(),
                    "path", context.path(),
                    "params", context.params(),
                    "query", context.query("q").orElse(""),
                    "cookies", context.cookies(),
                    "agent",
                            context.header("User-Agent")
                                    .equals(Optional.ofNullable(
                                            context.headers().get("user-agent"))),
                    "local", context.remoteAddress().toString().contains("127.0.0.1"),
                    "jetty", context.unwrap(Request.class).isSecure());
        }
    }

    @Module(controllers = {Orders.class, Heads.class})
    static final class ShopModule {}

    private OpenDoor door;

    @BeforeAll
    void open() {
        door = OpenDoor.of(ShopModule.class);
    }

    @AfterAll
    void close() {
        door.close();
    }

    @Test
    void variables_and_query_become_what_the_parameters_are() {
        var id = "0b0f6d9e-6d7b-4a53-8f0d-3f1f4f3a2b11";

        assertThat(door.get("/orders/" + id + "?full=true").json()).isEqualTo(Map.of("id", id, "full", true));
        assertThat(door.get("/orders/by-day/2026-11-26/DAYS?n=9007199254740993").text())
                .isEqualTo("2026-11-26 DAYS 9007199254740993");
        assertThat(door.get("/orders/by-day/2026-11-26/DAYS").text()).isEqualTo("2026-11-26 DAYS null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/orders/7?full=true | Validation failed (uuid is expected)",
                "/orders/0b0f6d9e-6d7b-4a53-8f0d-3f1f4f3a2b11 | Validation failed (boolean string is expected)",
                "/orders/by-day/26.11.2026/DAYS | Validation failed (invalid date format)",
                "/orders/by-day/2026-11-26/AEONS | Validation failed (enum string is expected)",
                "/orders/by-day/2026-11-26/DAYS?n=1.5 | Validation failed (numeric string is expected)",
                "/orders/pages?page=x | Validation failed (numeric string is expected)",
                "/orders/pages | Validation failed (numeric string is expected)",
                "/orders/piped?ids=1;x | ids[1] is \"x\" (expected: a whole number)",
            })
    void a_text_that_does_not_fit_is_400(String path, String message) {
        var reply = door.get(path.replace("\"", "%22"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json()).isEqualTo(Map.of("statusCode", 400, "message", message, "error", "Bad Request"));
    }

    @Test
    void a_whole_query_becomes_a_record_or_a_map() {
        assertThat(door.get("/orders/pages?page=2&size=10&tag=a&tag=b%20c").json())
                .isEqualTo(Map.of("page", 2, "size", 10, "tag", List.of("a", "b c")));
        assertThat(door.get("/orders/raw-query?a=1&b=&a=%C3%A9").json())
                .isEqualTo(Map.of("a", List.of("1", "\u00e9"), "b", List.of("")));
    }

    @Test
    void pipes_of_a_parameter_get_the_text() {
        assertThat(door.get("/orders/piped?ids=1;2").json()).isEqualTo(List.of(List.of(1, 2), 1));
        assertThat(door.get("/orders/piped?ids=3&page=4").json()).isEqualTo(List.of(List.of(3), 4));
    }

    @Test
    void an_encoded_slash_is_part_of_its_value_and_a_wildcard_takes_all() {
        assertThat(door.get("/orders/files/a%2Fb/c%20d").text()).isEqualTo("a/b/c d");
    }

    @ParameterizedTest
    @CsvSource({"/orders/files/%E0%A4%A", "/orders/files/%C3", "/orders/files/a%2e%2e/../b", "/orders/raw-query?a=%C3"})
    void a_bad_encoding_is_400(String path) throws Exception {
        try (var connection = door.connection()) {
            connection
                    .getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"statusCode\":400");
        }
    }

    @Test
    void a_json_body_becomes_a_record_a_list_or_members() {
        assertThat(door.postJson("/orders", "{\"sku\":\"egg\",\"quantity\":6}").json())
                .isEqualTo(Map.of("sku", "egg", "quantity", 6));
        assertThat(door.postJson("/orders/bulk", "[{\"sku\":\"a\",\"quantity\":1},{\"sku\":\"b\",\"quantity\":2}]")
                        .text())
                .isEqualTo("3");
        assertThat(door.post(
                                "/orders/sku",
                                "application/merge-patch+json; charset=UTF-8",
                                "{\"sku\":\"\u00e9\",\"quantity\":6}")
                        .text())
                .isEqualTo("\u00e96");
    }

    @Test
    void a_form_becomes_a_record_or_members() {
        var form = "application/x-www-form-urlencoded";

        assertThat(door.post("/orders", form, "sku=an+egg&quantity=6").json())
                .isEqualTo(Map.of("sku", "an egg", "quantity", 6));
        assertThat(door.post("/orders/sku", form, "sku=egg&quantity=6").text()).isEqualTo("egg6");
        assertThat(door.post("/orders", form, "sku=egg&quantity=x").status()).isEqualTo(400);
    }

    @Test
    void text_and_bytes_come_as_they_are() {
        assertThat(door.post("/orders/text", "text/plain", "gr\u00fcn").text()).isEqualTo("GR\u00dcN");

        var bytes = new byte[] {0, 1, -1};
        var reply = door.send(
                door.to("/orders/bytes").header("Content-Type", "image/png").POST(BodyPublishers.ofByteArray(bytes)));
        assertThat(reply.response().body()).isEqualTo(bytes);
        assertThat(reply.header("content-type")).isEqualTo("application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ \"sku\": \"\\u00e9\" }\n", "\"YWJj\"", "[1, 2]", "\uFEFF{}"})
    void bytes_of_json_come_as_they_are(String json) {
        var reply = door.postJson("/orders/bytes", json);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text()).isEqualTo(json);
    }

    @Test
    void json_may_be_taken_as_bytes_and_as_what_it_is() {
        assertThat(door.postJson("/orders/signed", "{ \"sku\":\"egg\", \"quantity\":6 }")
                        .text())
                .isEqualTo("{ \"sku\":\"egg\", \"quantity\":6 }egg");
    }

    @Test
    void a_byte_order_mark_before_json_is_none_of_it() {
        assertThat(door.postJson("/orders", "\uFEFF{\"sku\":\"egg\",\"quantity\":6}")
                        .json())
                .isEqualTo(Map.of("sku", "egg", "quantity", 6));
    }

    @Test
    void a_body_in_an_encoding_that_is_not_undone_is_415() {
        var reply = door.send(door.to("/orders")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(new byte[] {31, -117})));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.text()).contains("content encoding");
    }

    @Test
    void no_body_is_null() {
        assertThat(door.method("POST", "/orders/maybe").text()).isEqualTo("null");
    }

    @Test
    void headers_and_cookies_are_given() {
        var reply = door.get(
                "/heads",
                "x-tenant",
                "north",
                "X-Many",
                "a",
                "X-Many",
                "b",
                "Cookie",
                "other={\"a\": 1, \"b\": \"; session=abc; visits=\"7\"; broken");

        assertThat(reply.json())
                .isEqualTo(Map.of("tenant", "north", "many", "a, b", "session", "abc", "visits", 7, "none", "none"));
    }

    @Test
    void the_context_knows_the_request() {
        var reply =
                door.send(door.to("/about/a%20b?q=x").header("Cookie", "a=1").method("PURGE", BodyPublishers.noBody()));

        assertThat(reply.json())
                .isEqualTo(Map.ofEntries(
                        Map.entry("pattern", "ALL /about/{what}"),
                        Map.entry("transport", "http"),
                        Map.entry("method", "PURGE"),
                        Map.entry("path", "/about/a%20b"),
                        Map.entry("params", Map.of("what", "a b")),
                        Map.entry("query", "x"),
                        Map.entry("cookies", Map.of("a", "1")),
                        Map.entry("agent", true),
                        Map.entry("local", true),
                        Map.entry("jetty", false)));
    }
}
