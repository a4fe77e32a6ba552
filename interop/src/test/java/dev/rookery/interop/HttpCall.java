package dev.rookery.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes over the wire, valid or not.
 *
 * @param method its method
 * @param target path and query, as they are written; {@code {port}} is the port
 * @param headers lines of its head beside {@code Host}, {@code Connection} and the length of the body
 * @param body the body; null for none
 * @param prefixed whether it goes to the application with a prefix and CORS
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpCall(String method, String target, List<String> headers, byte @Nullable [] body, boolean prefixed) {

    static HttpCall get(String target, String... headers) {
        return call("GET", target, headers);
    }

    static HttpCall call(String method, String target, String... headers) {
        return new HttpCall(method, target, List.of(headers), null, false);
    }

    static HttpCall post(String target, String contentType, String body) {
        return call("POST", target, "Content-Type: " + contentType).with(body.getBytes(UTF_8));
    }

    static HttpCall json(String target, String body) {
        return post(target, "application/json", body);
    }

    HttpCall with(byte... bytes) {
        return new HttpCall(method, target, headers, bytes, prefixed);
    }

    HttpCall with(String text) {
        return with(text.getBytes(UTF_8));
    }

    HttpCall header(String line) {
        var more = new ArrayList<>(headers);
        more.add(line);
        return new HttpCall(method, target, more, body, prefixed);
    }

    HttpCall toPrefixed() {
        return new HttpCall(method, target, headers, body, true);
    }

    /** The request's bytes, after which the connection ends. */
    byte[] bytes(int port) {
        var head = new StringBuilder("%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
                .formatted(method, target.replace("{port}", Integer.toString(port)), port));
        head.append("Connection: close\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body != null && !saysHowLong()) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(UTF_8));
        if (body != null) {
            bytes.writeBytes(body);
        }
        return bytes.toByteArray();
    }

    private boolean saysHowLong() {
        return headers.stream()
                .anyMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("transfer-encoding"));
    }

    @Override
    public String toString() {
        var text = new StringBuilder(method).append(' ').append(target);
        headers.forEach(header -> text.append(" [").append(header).append(']'));
        if (body != null) {
            text.append(' ').append(body.length > 60 ? body.length + " bytes" : new String(body, UTF_8));
        }
        return text + (prefixed ? " of the prefixed application" : "");
    }
}
