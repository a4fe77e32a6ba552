package dev.rookery.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/** The cookies that a request brings, each one by itself: what browsers keep for others of the same host need not be right. */
final class Cookies {
    private Cookies() {}

    /** Of several with one name, the first; values as they are, but without quotes around them. */
    static Map<String, String> of(HttpFields fields) {
        var cookies = new LinkedHashMap<String, String>();
        for (var header : fields.getValuesList("Cookie")) {
            for (var pair : header.split(";", -1)) {
                add(pair, cookies);
            }
        }
        return Collections.unmodifiableMap(cookies);
    }

    private static void add(String pair, Map<String, String> cookies) {
        var equals = pair.indexOf('=');
        if (equals > 0) {
            cookies.putIfAbsent(
                    pair.substring(0, equals).strip(),
                    withoutQuotes(pair.substring(equals + 1).strip()));
        }
    }

    private static String withoutQuotes(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
