package dev.rookery.interop;

import static dev.rookery.interop.NestJson.json;
import static dev.rookery.interop.WsCase.event;
import static dev.rookery.interop.WsCase.steps;
import static dev.rookery.interop.WsCase.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.Application;
import dev.rookery.Rookery;
import dev.rookery.interop.WsGateways.LiveModule;
import dev.rookery.web.HttpDoor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The same gateways in Nest 12, behind {@code WsAdapter}, and in Java: clients of the package {@code ws} send the same to both. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // what the cases need is there before them
final class WsSideBySideIT {
    private static final String NO_DATA = "what is not there is null";
    private static final String TOLD = "errors with an HTTP status are told";
    private static final String ERROR_ID = "an unknown error has an id";

    /** What Nest says of an error that is no WsException; takes the event and its data. */
    private static final String INTERNAL =
            exception("\"status\":\"error\",\"message\":\"Internal server error\"", "%s", "%s");

    private NestProcess nest;
    private Application java;
    private WsPeer clients;
    private int javaPort;

    @BeforeAll
    void start() {
        nest = NestProcess.start(NestVersion.V12, "ws-service", List.of(), _ -> {});
        java = Rookery.create(LiveModule.class);
        java.listen(HttpDoor.builder().host("127.0.0.1").port(0).build());
        javaPort = ((InetSocketAddress) java.listeners().getFirst().addresses().getFirst()).getPort();
        clients = WsPeer.start();
    }

    @AfterAll
    void stop() {
        clients.close();
        java.close();
        nest.close();
    }

    private int nestPort() {
        return nest.ready().get("port").asInt();
    }

    static Stream<WsCase> cases() {
        return Stream.of(values(), inputs(), frames(), errors()).flatMap(stream -> stream);
    }

    private static Stream<WsCase> values() {
        return Stream.of(
                event("text", "\"hello\""),
                event("emptyText", "\"\""),
                event("number", "42"),
                event("zero", "0"),
                event("no", "false"),
                event("null"),
                event("void"),
                event("object", "{\"a\":1,\"b\":null}"),
                event("array", "[1,\"two\"]"),
                event("wsEvent", "{\"event\":\"told\",\"data\":{\"a\":1}}"),
                event("wsEventOfNull", "{\"event\":\"told\",\"data\":null}"),
                event("promise", "{\"event\":\"later\",\"data\":1}"),
                event("promiseOfNull"),
                event("one", "\"one\""),
                event("several", "1", "2", "3"),
                event("severalEvents", "{\"event\":\"a\",\"data\":1}", "{\"event\":\"b\",\"data\":2}"),
                event("none"));
    }

    private static Stream<WsCase> inputs() {
        return Stream.of(
                text(
                        "{\"event\":\"echo\",\"data\":{\"a\":[1,null,\"é😀\"]}}",
                        "{\"event\":\"echo\",\"data\":{\"a\":[1,null,\"é😀\"]}}"),
                text("{\"event\":\"echo\",\"data\":null}", "{\"event\":\"echo\",\"data\":null}"),
                event("echo", "{\"event\":\"echo\"}").inJava(NO_DATA, "{\"event\":\"echo\",\"data\":null}"),
                event("echoOrNull", "{\"event\":\"echo\",\"data\":null}"),
                text("{\"data\":1,\"event\":\"echo\",\"id\":7}", "{\"event\":\"echo\",\"data\":1}"),
                text("{\"event\":\"member\",\"data\":{\"x\":1}}", "{\"event\":\"member\",\"data\":1}"),
                text("{\"event\":\"member\",\"data\":{}}", "{\"event\":\"member\",\"data\":null}"),
                event("member", "{\"event\":\"member\",\"data\":null}"),
                text("{\"event\":\"int\",\"data\":{\"x\":\"12\"}}", "{\"event\":\"int\",\"data\":12}"),
                text("{\"event\":\"int\",\"data\":{\"x\":\"y\"}}", INTERNAL.formatted("int", "{\"x\":\"y\"}"))
                        .inJava(
                                TOLD,
                                exception(
                                        "\"status\":\"error\",\"statusCode\":400,\"message\":\"x is \\\"y\\\" (expected: a whole number)\",\"error\":\"Bad Request\"",
                                        "int",
                                        "{\"x\":\"y\"}")),
                text(
                        "{\"event\":\"cat\",\"data\":{\"name\":\"Tom\"}}",
                        "{\"event\":\"cat\",\"data\":{\"name\":\"Tom\"}}"),
                text("{\"event\":\"cat\",\"data\":{\"name\":\"\"}}", INTERNAL.formatted("cat", "{\"name\":\"\"}"))
                        .inJava(
                                TOLD,
                                exception(
                                        "\"status\":\"error\",\"statusCode\":400,\"message\":[\"name must not be empty\"],\"error\":\"Bad Request\"",
                                        "cat",
                                        "{\"name\":\"\"}")),
                event("both", 5, "{\"event\":\"both\",\"data\":5}"));
    }

    private static Stream<WsCase> frames() {
        return Stream.of(
                event("nowhere"),
                text("{\"event\":5,\"data\":1}"),
                text("{\"data\":1}"),
                text("{}"),
                text("[]"),
                text("[{\"event\":\"echo\",\"data\":1}]"),
                text("null"),
                text("5"),
                text("\"echo\""),
                text("{\"event\":\"constructor\"}"),
                text("{\"event\":\"echo\""),
                text("nonsense"),
                text(""),
                text("{\"event\":\"echo\",\"data\":1}x"),
                text("\uFEFF{\"event\":\"echo\",\"data\":1}"),
                text(" {\"event\" : \"echo\" , \"data\":1} ", "{\"event\":\"echo\",\"data\":1}"),
                steps("/live", "[{binary:'{\"event\":\"echo\",\"data\":1}'}]", "{\"event\":\"echo\",\"data\":1}"),
                steps("/live", "[{binary:''}]"),
                steps(
                        "/live",
                        "[{parts:['{\"event\":\"ec','ho\",\"da','ta\":1}']}]",
                        "{\"event\":\"echo\",\"data\":1}"),
                steps("/live", "[{ping:'x'}]", "{\"pong\":\"x\"}"),
                steps(
                        "/live",
                        "[{text:'nonsense'},{text:'{\"event\":\"echo\",\"data\":1}'}]",
                        "{\"event\":\"echo\",\"data\":1}"),
                steps("/greeting", "[]", "{\"event\":\"welcome\",\"data\":null}"));
    }

    private static Stream<WsCase> errors() {
        var told = "\"status\":\"error\",\"message\":\"told\"";
        return Stream.of(
                event("wsText", 5, exception(told, "wsText", "5")),
                event("wsText", "{\"event\":\"exception\",\"data\":{" + told + ",\"cause\":{\"pattern\":\"wsText\"}}}"),
                event("wsObject", 5, "{\"event\":\"exception\",\"data\":{\"code\":7,\"message\":\"told\"}}"),
                event("rejected", 5, exception(told, "rejected", "5")),
                event("failing", 5, "1", exception(told, "failing", "5")),
                event("guard", 5, exception("\"status\":\"error\",\"message\":\"Forbidden resource\"", "guard", "5")),
                event("interceptor", 5, "{\"event\":\"around\",\"data\":\"within\"}"),
                event("unknown", 5, INTERNAL.formatted("unknown", "5")).inJava(ERROR_ID, withId("unknown")),
                event("failingSecretly", 5, "1", INTERNAL.formatted("failingSecretly", "5"))
                        .inJava(ERROR_ID, "1", withId("failingSecretly")),
                event("http", 5, INTERNAL.formatted("http", "5"))
                        .inJava(
                                TOLD,
                                exception(
                                        "\"status\":\"error\",\"statusCode\":400,\"message\":\"told\"", "http", "5")));
    }

    private static String exception(String members, String event, String data) {
        return "{\"event\":\"exception\",\"data\":{%s,\"cause\":{\"pattern\":\"%s\",\"data\":%s}}}"
                .formatted(members, event, data);
    }

    private static String withId(String event) {
        return exception("\"status\":\"error\",\"message\":\"Internal server error\",\"errorId\":\"…\"", event, "5");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void both_answer_alike(WsCase each) {
        var ofNest = clients.visit(nestPort(), each.visit(each.nest().size()));
        var ofJava = clients.visit(javaPort, each.visit(each.java().size()));

        assertThat(frames(ofNest.join())).as("Nest's frames").isEqualTo(expected(each.nest()));
        assertThat(frames(ofJava.join())).as("Java's frames").isEqualTo(expected(each.java()));
    }

    private static List<JsonNode> expected(List<String> frames) {
        return frames.stream().map(NestJson::json).toList();
    }

    /** Each frame as JSON; ids of errors are not told. */
    private static List<JsonNode> frames(JsonNode answer) {
        var frames = new ArrayList<JsonNode>();
        for (var frame : answer.get("frames")) {
            var json = frame.isString() ? json(frame.asString()) : frame;
            if (json.path("data") instanceof ObjectNode data && data.has("errorId")) {
                data.put("errorId", "…");
            }
            frames.add(json);
        }
        return frames;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{path:'/refusing',closed:true}",
                "{path:'/live',closed:true,send:[{close:1000}]}",
                "{path:'/live',closed:true,send:[{close:4000}]}",
                "{path:'/live',closed:true,send:[{text:'{\"event\":\"leave\",\"data\":4002}'}]}",
                "{path:'/live',closed:true,send:[{text:'{\"event\":\"leave\",\"data\":1000}'}]}",
                "{path:'/live?a=1',frames:1,send:[{text:'{\"event\":\"text\"}'}]}",
                "{path:'/live',closed:true,send:[{text:'{\"event\":\"text\"}'},{close:1000}]}"
            })
    void a_visit_ends_alike(String visit) {
        var ofNest = clients.visit(nestPort(), json(visit));
        var ofJava = clients.visit(javaPort, json(visit));

        assertThat(ofJava.join().get("closed")).isEqualTo(ofNest.join().get("closed"));
        assertThat(ofJava.join().get("error")).isEqualTo(ofNest.join().get("error"));
    }

    @Test
    void a_path_without_a_gateway_is_404_where_nest_breaks_the_connection() {
        var visit = json("{path:'/nowhere'}");

        assertThat(clients.visit(nestPort(), visit).join().get("error").asString())
                .isEqualTo("socket hang up");
        assertThat(clients.visit(javaPort, visit).join().get("error").asString())
                .endsWith("404");
    }

    @Test
    void many_messages_in_a_row_are_all_answered() {
        var visit = json("{path:'/live',frames:500,send:[{repeat:{times:500,text:'{\"event\":\"number\"}'}}]}");

        for (var port : List.of(nestPort(), javaPort)) {
            assertThat(frames(clients.visit(port, visit).join())).hasSize(500).containsOnly(json("42"));
        }
    }

    @Test
    void what_goes_to_all_reaches_other_clients_and_so_does_that_one_has_left() {
        for (var port : List.of(nestPort(), javaPort)) {
            var waiting = clients.visit(port, json("{path:'/room',frames:2}"));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                clients.visit(port, json("{path:'/room',frames:1,send:[{text:'{\"event\":\"toAll\",\"data\":7}'}]}"))
                        .join();
                return waiting.isDone();
            });

            assertThat(frames(waiting.join()))
                    .contains(json("{\"event\":\"all\",\"data\":7}"), json("{\"event\":\"left\",\"data\":null}"));
        }
    }
}
