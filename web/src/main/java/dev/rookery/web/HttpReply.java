package dev.rookery.web;

import dev.rookery.transport.MessageRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reply with a status and headers of its own, as a handler returns it: {@code HttpReply.of(202, job).header("Location", "/jobs/7")}. Immutable.
 *
 * @param status the status
 * @param headers headers, which go before those of annotations
 * @param body the body; null for none
 * @param <T> the type of the body
 */
public record HttpReply<T>(
        int status, Map<String, String> headers, @Nullable T body) implements MessageRecord {
    private static final int OK = 200;

    /** Copies the headers. */
    public HttpReply {
        Statuses.require(status);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /**
     * A reply with the status 200.
     *
     * @param body the body; null for none
     * @param <T> the type of the body
     * @return the reply
     */
    public static <T> HttpReply<T> ok(@Nullable T body) {
        return of(OK, body);
    }

    /**
     * A reply with a status.
     *
     * @param status from 200 to 599
     * @param body the body; null for none
     * @param <T> the type of the body
     * @return the reply
     * @throws dev.rookery.error.InvalidOptionException if it is no such status
     */
    public static <T> HttpReply<T> of(int status, @Nullable T body) {
        return new HttpReply<>(status, Map.of(), body);
    }

    /**
     * A reply without a body.
     *
     * @param status from 200 to 599
     * @return the reply
     * @throws dev.rookery.error.InvalidOptionException if it is no such status
     */
    public static HttpReply<Void> empty(int status) {
        return new HttpReply<>(status, Map.of(), null);
    }

    /**
     * The same with one header more.
     *
     * @param name the name
     * @param value the value
     * @return a changed copy
     */
    public HttpReply<T> header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpReply<>(status, more, body);
    }

    /** {@inheritDoc} It is the body. */
    @Override
    public @Nullable Object data() {
        return body;
    }
}
