package dev.rookery.pattern;

import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What Nest and Node answered, recorded by {@code make-vectors.mjs} beside the files. */
final class Vectors {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Vectors() {}

    static List<String> strings(String file) {
        return MAPPER.readValue(Vectors.class.getResourceAsStream(file), new TypeReference<>() {});
    }

    static List<List<String>> rows(String file) {
        return MAPPER.readValue(Vectors.class.getResourceAsStream(file), new TypeReference<>() {});
    }
}
