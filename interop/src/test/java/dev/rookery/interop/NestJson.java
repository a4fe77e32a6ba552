package dev.rookery.interop;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of the lines that the driver and its peers exchange. */
final class NestJson {
    /** Writes ASCII only: a lone surrogate survives as an escape, and would not as UTF-8. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();

    private NestJson() {}

    /** Reads JSON, in Nest's own notation too: {@code {cmd: 'sum'}}. */
    static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    static JsonNode tree(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    static String line(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }
}
