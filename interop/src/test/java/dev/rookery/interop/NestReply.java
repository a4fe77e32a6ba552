package dev.rookery.interop;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a Nest client got for one {@code send} or {@code emit}.
 *
 * @param values what its Observable emitted; {@code undefined} is {@code {"undefined":true}}
 * @param arrivals when each value came, counted from the subscription
 * @param completed whether the Observable completed; false after an error, a timeout, and when enough values were taken
 * @param timedOut whether the client gave up waiting
 * @param error {@code {"body": …}} with what the service answered, as it came, or {@code {"name", "message", "code"}} of
 *     an error that Nest itself raised
 */
record NestReply(
        List<JsonNode> values,
        List<Duration> arrivals,
        boolean completed,
        boolean timedOut,
        @Nullable JsonNode error) {

    static NestReply of(JsonNode line) {
        return new NestReply(
                line.get("values").valueStream().toList(),
                line.get("at")
                        .valueStream()
                        .map(millis -> Duration.ofMillis(millis.asLong()))
                        .toList(),
                line.get("completed").asBoolean(),
                line.get("timedOut").asBoolean(),
                line.get("error"));
    }

    /** The only value of a reply that completed. */
    JsonNode value() {
        if (!completed || values.size() != 1) {
            throw new AssertionError("expected one value and the end, but got " + this);
        }
        return values.getFirst();
    }

    /** What the service answered instead of a value. */
    JsonNode errorBody() {
        if (error == null || !error.has("body")) {
            throw new AssertionError("expected an error of the service, but got " + this);
        }
        return error.get("body");
    }
}
