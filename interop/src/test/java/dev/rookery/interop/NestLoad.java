package dev.rookery.interop;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The outcome of many requests at once to a handler that echoes.
 *
 * @param ok how many got their own payload back
 * @param mixed how many got something else
 * @param failed how many got an error, or no end in time
 * @param checksum the sum of the indexes that came back rightly: {@code count * (count - 1) / 2} when all did
 * @param firstError why the first one failed
 */
record NestLoad(
        int ok,
        int mixed,
        int failed,
        long checksum,
        @Nullable JsonNode firstError) {

    static NestLoad of(JsonNode line) {
        return new NestLoad(
                line.get("ok").asInt(),
                line.get("mixed").asInt(),
                line.get("failed").asInt(),
                line.get("checksum").asLong(),
                line.get("firstError"));
    }
}
