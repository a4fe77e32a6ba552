package dev.rookery.pattern;

import dev.rookery.pattern.PatternValue.Elements;
import dev.rookery.pattern.PatternValue.Members;
import dev.rookery.pattern.PatternValue.Null;
import dev.rookery.pattern.PatternValue.Numeric;
import dev.rookery.pattern.PatternValue.Text;
import dev.rookery.pattern.PatternValue.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** Reads what a stranger sent as {@code JSON.parse} does, within limits of depth and length. */
final class StrictJson {
    /** Of an object or array, no more is kept than it takes to see that its route is {@code [TOO_MANY_KEYS]}. */
    private static final int KEPT_ENTRIES = RouteText.MAX_KEYS + 1;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES) // strangers' names are not worth caching
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(PatternValue.MAX_DEPTH)
                    .maxNameLength(Pattern.MAX_LENGTH)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * Reads a text that is one JSON value.
     *
     * @throws StreamConstraintsException if it is beyond the limits
     * @throws StreamReadException if it is no JSON
     */
    static PatternValue read(String json) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            var value = read(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "more than one value");
            }
            return value;
        }
    }

    private static PatternValue read(JsonParser parser, @Nullable JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> new Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeric(Double.parseDouble(parser.getString()));
            case VALUE_TRUE -> new Truth(true);
            case VALUE_FALSE -> new Truth(false);
            case VALUE_NULL -> new Null();
            case START_OBJECT -> readMembers(parser);
            case START_ARRAY -> readElements(parser);
            case null, default -> throw new StreamReadException(parser, "no value");
        };
    }

    private static Members readMembers(JsonParser parser) {
        var members = new LinkedHashMap<String, PatternValue>();
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            var value = read(parser, parser.nextToken());
            if (members.size() < KEPT_ENTRIES) {
                members.put(name, value);
            }
        }
        return new Members(members);
    }

    private static Elements readElements(JsonParser parser) {
        var elements = new ArrayList<PatternValue>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            var value = read(parser, token);
            if (elements.size() < KEPT_ENTRIES) {
                elements.add(value);
            }
        }
        return new Elements(elements);
    }
}
