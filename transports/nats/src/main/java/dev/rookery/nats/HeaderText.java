package dev.rookery.nats;

import dev.rookery.error.InvalidOptionException;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers as NATS has them, and as we do. */
final class HeaderText {
    private HeaderText() {}

    static void check(String name, String text) {
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':')) {
            throw new InvalidOptionException(
                    "header", '"' + name + '"', "a name of printable ASCII without spaces and colons");
        }
        if (!text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f))) {
            throw new InvalidOptionException("header " + name, '"' + text + '"', "printable ASCII on one line");
        }
    }

    /** The general ones, with the particular ones over them; null where there are none at all. */
    static @Nullable Headers join(Map<String, String> general, Map<String, String> particular) {
        if (general.isEmpty() && particular.isEmpty()) {
            return null;
        }
        var headers = new Headers();
        general.forEach(headers::put);
        particular.forEach((name, text) -> {
            check(name, text);
            headers.put(name, text);
        });
        return headers;
    }

    /** Of several with one name, the first. */
    static Map<String, String> of(Message message) {
        var headers = message.getHeaders();
        if (headers == null || headers.isEmpty()) {
            return Map.of();
        }
        var texts = new LinkedHashMap<String, String>();
        headers.forEach((name, values) -> {
            if (!values.isEmpty()) {
                texts.put(name, values.getFirst());
            }
        });
        return texts;
    }
}
