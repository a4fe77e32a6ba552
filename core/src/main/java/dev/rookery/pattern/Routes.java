package dev.rookery.pattern;

import static java.util.Objects.requireNonNull;

import dev.rookery.pattern.PatternValue.Elements;
import dev.rookery.pattern.PatternValue.Members;
import dev.rookery.pattern.PatternValue.Null;
import dev.rookery.pattern.PatternValue.Numeric;
import dev.rookery.pattern.PatternValue.Text;
import java.util.LinkedHashMap;
import java.util.Optional;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/**
 * The routes of incoming messages, found as a Nest server finds them. Nothing that a stranger sends makes these methods
 * throw: a message without a route has no handler. Thread-safe.
 */
public final class Routes {
    private Routes() {}

    /**
     * Returns the route of a packet, from the raw JSON of its field {@code pattern}.
     *
     * <p>A JSON string whose content is JSON too is read once more, so {@code {"cmd":"sum"}} and
     * {@code "{\"cmd\":\"sum\"}"} are the same route, and {@code "1.0"} is the route {@code 1}.
     *
     * @return empty for null, booleans, a text that is no JSON, JSON of more than 64 levels, numbers of more than 1,000
     *     digits and keys of more than {@link Pattern#MAX_LENGTH} characters
     */
    public static Optional<String> fromWire(String rawJson) {
        requireNonNull(rawJson, "rawJson");
        try {
            return switch (StrictJson.read(rawJson)) {
                case Text(var text) -> fromChannel(text);
                case PatternValue value -> RouteText.of(withoutInfinity(value));
            };
        } catch (StreamReadException | StreamConstraintsException notJsonOrBeyondLimits) {
            return Optional.empty();
        }
    }

    /**
     * Returns the route of a message from the name of the broker's channel, subject, topic or queue it came by.
     *
     * @return the name itself; if it is JSON, the route that this has, which is empty for null, booleans, and what is
     *     beyond the limits of {@link #fromWire}
     */
    public static Optional<String> fromChannel(String channel) {
        requireNonNull(channel, "channel");
        if (!beginsLikeJson(channel)) {
            return Optional.of(channel); // as most names: no exception has to say so
        }
        try {
            return RouteText.of(StrictJson.read(channel));
        } catch (StreamConstraintsException beyondLimits) {
            return Optional.empty();
        } catch (StreamReadException notJson) {
            return Optional.of(channel);
        }
    }

    private static boolean beginsLikeJson(String text) {
        var start = 0;
        while (start < text.length() && " \t\r\n".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return start < text.length()
                && ("{[\"-0123456789".indexOf(text.charAt(start)) >= 0
                        || text.startsWith("true", start)
                        || text.startsWith("false", start)
                        || text.startsWith("null", start));
    }

    /** Nest turns a pattern that is no string into JSON again, which has no infinity: {@code 1e400} becomes null. */
    private static PatternValue withoutInfinity(PatternValue value) {
        return switch (value) {
            case Numeric(var number) when Double.isInfinite(number) -> new Null();
            case Elements(var elements) ->
                new Elements(elements.stream().map(Routes::withoutInfinity).toList());
            case Members(var members) -> {
                var finite = new LinkedHashMap<>(members);
                finite.replaceAll((_, member) -> withoutInfinity(member));
                yield new Members(finite);
            }
            default -> value;
        };
    }
}
