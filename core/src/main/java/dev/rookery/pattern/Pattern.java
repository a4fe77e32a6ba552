package dev.rookery.pattern;

import static java.util.Objects.requireNonNull;

import dev.rookery.pattern.PatternValue.Elements;
import dev.rookery.pattern.PatternValue.Members;
import dev.rookery.pattern.PatternValue.Text;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message is for: a text such as {@code user.created}, a number, or an object such as {@code {cmd: 'sum'}}.
 *
 * <p>A handler is found by the {@linkplain #route() route} of its pattern. Two patterns are equal if they are the same
 * JSON value, whatever the order of their keys; patterns that differ may still have the same route. Immutable.
 */
public final class Pattern {
    /** The most characters that a pattern may have, as a text or as JSON: {@value}. */
    public static final int MAX_LENGTH = 4096;

    private final PatternValue value;
    private final String route;
    private final String json;

    private Pattern(PatternValue value) {
        this.value = value;
        this.json = JsonText.of(value);
        this.route = RouteText.of(value).orElseThrow();
    }

    /**
     * Returns the pattern that a text means: if it begins with <code>{</code> or {@code [}, an object or array in
     * Nest's own notation (names without quotes, single or double quotes, a comma at the end) or in JSON; otherwise the
     * text itself.
     *
     * @throws InvalidPatternException if the notation is wrong, or the text is longer than {@link #MAX_LENGTH}
     */
    public static Pattern of(String text) {
        requireNonNull(text, "text");
        return text.startsWith("{") || text.startsWith("[")
                ? new Pattern(RelaxedNotation.read(bounded(text)))
                : literal(text);
    }

    /**
     * Returns an object pattern of one key.
     *
     * @param value a String, Number, Boolean, Map, List or null
     * @throws InvalidPatternException if the value is anything else, or too large
     */
    public static Pattern of(String key, @Nullable Object value) {
        requireNonNull(key, "key");
        return ofObject(Collections.singletonMap(key, value));
    }

    /**
     * Returns an object pattern with the keys in the map's order.
     *
     * @param members Strings, Numbers, Booleans, Maps with String keys, Lists and nulls
     * @throws InvalidPatternException if there is anything else in it, more than 64 levels, a number that is not
     *     finite, or more than {@link #MAX_LENGTH} characters of JSON
     */
    public static Pattern ofObject(Map<String, ? extends @Nullable Object> members) {
        requireNonNull(members, "members");
        var pattern = new Pattern(ObjectPattern.of(members));
        bounded(pattern.json);
        return pattern;
    }

    /**
     * Returns a number pattern. Numbers are what they are in JavaScript: doubles, and 1.0 is 1.
     *
     * @throws InvalidPatternException if the number is not finite as a double
     */
    public static Pattern ofNumber(Number number) {
        requireNonNull(number, "number");
        return new Pattern(ObjectPattern.number(number, "pattern"));
    }

    /**
     * Returns the pattern of a text taken as it is, whatever it begins with.
     *
     * @throws InvalidPatternException if the text is longer than {@link #MAX_LENGTH}
     */
    public static Pattern literal(String text) {
        requireNonNull(text, "text");
        return new Pattern(new Text(bounded(text)));
    }

    private static String bounded(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidPatternException(
                    "Pattern %s is too long (expected: at most %d characters). Send data as data."
                            .formatted(InvalidPatternException.shown(text), MAX_LENGTH));
        }
        return text;
    }

    /**
     * Returns the route: the text by which a client and a server find each other, and a broker's channel, subject or
     * topic. It is the one that Nest's {@code transformPatternToRoute} makes: a text or number as it is, an object as
     * JSON with sorted keys, in which an object inside six others is {@code [MAX_DEPTH_REACHED]} and one of more than
     * 20 keys {@code [TOO_MANY_KEYS]}.
     */
    public String route() {
        return route;
    }

    /**
     * Returns the pattern as a client puts it into a packet: JSON as {@code JSON.stringify} writes it, keys as given.
     */
    public String json() {
        return json;
    }

    /** Returns whether the pattern is an object or an array, rather than a text or a number. */
    public boolean isObject() {
        return value instanceof Members || value instanceof Elements;
    }

    /**
     * Checks that a handler with this pattern can be reached, and alone: that its route leaves nothing out, and that an
     * incoming message can have it.
     *
     * @throws InvalidPatternException if an object has more than 20 keys or is inside six others, so that different
     *     patterns would share the route, or if the pattern is a text that servers read as other JSON ({@code 1.0},
     *     {@code null})
     */
    public void validateForHandler() {
        HandlerPattern.validate(value, route);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pattern pattern && value.equals(pattern.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Returns the {@linkplain #json() JSON}. */
    @Override
    public String toString() {
        return json;
    }
}
