package dev.rookery.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Headers as names and texts. */
final class HeaderText {
    private HeaderText() {}

    /** The text of a header, null if there is none, or none with a value. Of several, the last one counts, as in Kafka. */
    static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    static Map<String, String> all(Headers headers) {
        var texts = new LinkedHashMap<String, String>();
        for (var header : headers) {
            if (header.value() != null) {
                texts.put(header.key(), new String(header.value(), UTF_8));
            }
        }
        return Collections.unmodifiableMap(texts);
    }

    static void put(Headers headers, String name, String text) {
        headers.remove(name);
        headers.add(name, text.getBytes(UTF_8));
    }

    static void putAll(Headers headers, Map<String, String> texts) {
        texts.forEach((name, text) -> put(headers, name, text));
    }
}
