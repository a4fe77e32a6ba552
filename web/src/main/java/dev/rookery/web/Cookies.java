package dev.rookery.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.CookieCompliance;
import org.eclipse.jetty.http.CookieParser;
import org.eclipse.jetty.http.HttpFields;

/** The cookies that a request brings. */
final class Cookies {
    private Cookies() {}

    /** Of several with one name, the first; of a header that is wrong, what stands before the mistake. */
    static Map<String, String> of(HttpFields fields) {
        var cookies = new LinkedHashMap<String, String>();
        var parser = CookieParser.newParser(
                (name, value, version, domain, path, comment) -> cookies.putIfAbsent(name, value),
                CookieCompliance.RFC6265,
                null);
        fields.getValuesList("Cookie").forEach(header -> parse(header, parser));
        return Collections.unmodifiableMap(cookies);
    }

    private static void parse(String header, CookieParser parser) {
        try {
            parser.parseField(header);
        } catch (IllegalArgumentException e) {
            // no cookie, as Jetty and browsers see it
            return;
        }
    }
}
