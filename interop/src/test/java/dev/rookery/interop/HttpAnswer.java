package dev.rookery.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What came back for a request.
 *
 * @param status the status
 * @param headers names in lower case, each with its values in order
 * @param body the body, without chunks
 */
record HttpAnswer(int status, Map<String, List<String>> headers, String body) {
    private static final int LIMIT_MILLIS = 10_000;
    private static final int CONTINUE = 100;
    private static final String SOME_WORDS = "…";

    /** What clients decide by. Left out are Date, ETag, X-Powered-By, Keep-Alive, Connection, Vary, and how the body was framed. */
    private static final List<String> COMPARED = List.of(
            "content-type",
            "location",
            "allow",
            "set-cookie",
            "cache-control",
            "x-accel-buffering",
            "x-one",
            "x-two",
            "access-control-allow-origin",
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-allow-credentials",
            "access-control-expose-headers",
            "access-control-max-age");

    /** Sends a request to a port of loopback, and reads its answer. */
    static HttpAnswer of(HttpCall call, int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(call.bytes(port));
            return read(
                    new BufferedInputStream(socket.getInputStream()),
                    !call.method().equals("HEAD"));
        } catch (IOException e) {
            throw new UncheckedIOException(call + " got no answer at port " + port, e);
        }
    }

    private static HttpAnswer read(InputStream in, boolean withBody) throws IOException {
        var status = Integer.parseInt(line(in).split(" ", 3)[1]);
        var headers = new TreeMap<String, List<String>>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        if (status == CONTINUE) {
            return read(in, withBody);
        }
        return new HttpAnswer(status, headers, withBody ? new String(body(in, headers), UTF_8) : "");
    }

    private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            return chunks(in);
        }
        var length = headers.get("content-length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length.getFirst()));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended within a line: " + line.toString(UTF_8));
            }
            line.write(next);
        }
        return line.toString(UTF_8).stripTrailing();
    }

    private boolean isJson() {
        return !body.isEmpty()
                && headers.getOrDefault("content-type", List.of("")).getFirst().contains("json");
    }

    /** All that counts. */
    Essence essence() {
        var compared = new TreeMap<>(headers);
        compared.keySet().retainAll(COMPARED);
        return new Essence(status, compared, content());
    }

    /** What is compared: the status, the headers that count, and the body as JSON where it is that. */
    record Essence(int status, Map<String, List<String>> headers, Object body) {}

    /** The body as JSON where it is that, else as text. */
    Object content() {
        return isJson() ? NestJson.json(body) : body;
    }

    /** The same with other words in its message, and in whatever changes each time. */
    HttpAnswer withoutWords() {
        if (!isJson() || !(NestJson.json(body) instanceof ObjectNode object)) {
            return this;
        }
        var message = object.get("message");
        if (message instanceof ArrayNode) {
            var words = object.putArray("message");
            words.add(SOME_WORDS); // however many
        } else if (message != null) {
            object.put("message", SOME_WORDS);
        }
        return new HttpAnswer(status, headers, NestJson.line(object));
    }

    /**
     * Status and body in one line. Of an error in Nest's form it is the message, and the names of the members beside it: {@code 404 Cannot GET /x
     * {error}}. JSON has single quotes, and what CORS allows stands behind it.
     */
    String brief() {
        return (status + " " + (isJson() ? briefJson() : body)).strip() + crossOrigin();
    }

    private String briefJson() {
        var json = NestJson.json(body);
        if (!(json instanceof ObjectNode object) || object.path("statusCode").asInt(0) != status) {
            return quoted(json);
        }
        var names = new TreeSet<>(object.propertyNames());
        names.removeAll(List.of("statusCode", "message"));
        return quoted(object.path("message")) + " {" + String.join(", ", names) + "}";
    }

    private String crossOrigin() {
        var said = new StringBuilder();
        for (var name : List.of("origin", "headers")) {
            headers.getOrDefault("access-control-allow-" + name, List.of())
                    .forEach(value -> said.append(" [")
                            .append(name)
                            .append(": ")
                            .append(value)
                            .append(']'));
        }
        return said.toString();
    }

    private static String quoted(JsonNode json) {
        return json.isString() ? json.asString() : json.toString().replace('"', '\'');
    }
}
