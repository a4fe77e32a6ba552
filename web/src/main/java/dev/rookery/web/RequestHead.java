package dev.rookery.web;

import java.net.SocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** What stands before the body of a request. Read of Jetty's request at once as far as that is used again later, the rest when it is asked for. */
final class RequestHead {
    private final String method;
    private final String path;
    private final HttpFields fields;
    private final Map<String, List<String>> query;
    private final SocketAddress remoteAddress;
    private volatile @Nullable Map<String, String> headers;
    private volatile @Nullable Map<String, String> cookies;

    /**
     * Reads a request.
     *
     * @throws RuntimeException if its query is no UTF-8, or has a wrong escape
     */
    RequestHead(Request request) {
        this.method = request.getMethod();
        this.path = request.getHttpURI().getPath();
        this.fields = request.getHeaders().asImmutable();
        this.query = queryOf(request);
        this.remoteAddress = request.getConnectionMetaData().getRemoteSocketAddress();
    }

    private static Map<String, List<String>> queryOf(Request request) {
        if (request.getHttpURI().getQuery() == null) {
            return Map.of();
        }
        var values = new LinkedHashMap<String, List<String>>();
        for (var field : Request.extractQueryParameters(request)) {
            values.put(field.getName(), List.copyOf(field.getValues()));
        }
        return Collections.unmodifiableMap(values);
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    Map<String, List<String>> query() {
        return query;
    }

    SocketAddress remoteAddress() {
        return remoteAddress;
    }

    Optional<String> header(String name) {
        String all = null;
        for (var field : fields) {
            if (field.is(name)) {
                all = all == null ? valueOf(field) : all + ", " + valueOf(field);
            }
        }
        return Optional.ofNullable(all);
    }

    private static String valueOf(HttpField field) {
        var value = field.getValue();
        return value == null ? "" : value;
    }

    Map<String, String> headers() {
        var known = headers;
        if (known == null) {
            var all = new LinkedHashMap<String, String>();
            for (var field : fields) {
                all.merge(field.getName().toLowerCase(Locale.ROOT), valueOf(field), (one, other) -> one + ", " + other);
            }
            known = Collections.unmodifiableMap(all);
            headers = known;
        }
        return known;
    }

    Map<String, String> cookies() {
        var known = cookies;
        if (known == null) {
            known = Cookies.of(fields);
            cookies = known;
        }
        return known;
    }

    /** Whether a client asks for a media type by its name. */
    boolean accepts(String mediaType) {
        return fields.getCSV("Accept", false).stream()
                .map(type -> ContentType.of(type).mediaType())
                .anyMatch(mediaType::equals);
    }

    Optional<ContentType> contentType() {
        return header("Content-Type").map(ContentType::of);
    }
}
