package dev.rookery.web;

import dev.rookery.internal.ReasonPhrase;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as the client gets it.
 *
 * @param status the status
 * @param body what Nest has: {@code message}, {@code error} unless nobody expected it, and {@code statusCode}; perhaps more
 * @param headers headers beside the usual ones
 */
record HttpError(int status, Map<String, Object> body, Map<String, String> headers) {
    private static final String INTERNAL = "Internal server error";

    static HttpError of(int status, Object message) {
        return of(status, message, Map.of());
    }

    static HttpError of(int status, Object message, Map<String, String> headers) {
        var body = new LinkedHashMap<String, Object>();
        body.put("message", message);
        body.put("error", ReasonPhrase.of(status));
        body.put("statusCode", status);
        return new HttpError(status, body, headers);
    }

    /** What nobody expected. */
    static HttpError internal() {
        var body = new LinkedHashMap<String, Object>();
        body.put("message", INTERNAL);
        body.put("statusCode", Statuses.INTERNAL_SERVER_ERROR);
        return new HttpError(Statuses.INTERNAL_SERVER_ERROR, body, Map.of());
    }

    HttpError with(String name, Object value) {
        var more = new LinkedHashMap<>(body);
        more.put(name, value);
        return new HttpError(status, more, headers);
    }

    /** The message as a text, for the log. */
    String message() {
        return String.valueOf(body.get("message"));
    }
}
