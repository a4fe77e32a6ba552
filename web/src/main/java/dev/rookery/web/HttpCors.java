package dev.rookery.web;

import dev.rookery.error.InvalidOptionException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which pages of other origins may call, and how; see the Fetch standard. Given to {@link HttpDoor.Builder#cors(HttpCors)}.
 *
 * @param origins regular expressions, one of which has to fit the whole origin; {@code *}, the default, for any
 * @param methods the methods that may be used; default GET, HEAD, PUT, PATCH, POST and DELETE, as in Nest
 * @param headers the request headers that may be sent; {@code *}, the default, for any
 * @param exposedHeaders the reply headers that a page may read beyond the usual ones; default none
 * @param credentials whether cookies may be sent; default false
 * @param maxAge how long a browser may remember the answer; default 60 s
 */
public record HttpCors(
        Set<String> origins,
        Set<String> methods,
        Set<String> headers,
        Set<String> exposedHeaders,
        boolean credentials,
        Duration maxAge) {
    private static final String ANY = "*";

    /** Any origin, without cookies: what {@code cors: true} is in Nest. */
    public static final HttpCors ANY_ORIGIN = new HttpCors(
            Set.of(ANY),
            Set.of("GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"),
            Set.of(ANY),
            Set.of(),
            false,
            Duration.ofSeconds(60));

    /** Checks the options. */
    public HttpCors {
        origins = ordered(origins);
        methods = ordered(methods);
        headers = ordered(headers);
        exposedHeaders = ordered(exposedHeaders);
        if (credentials && origins.contains(ANY)) {
            throw new InvalidOptionException(
                    "origins", origins, "origins by name where credentials are allowed, as https://shop\\.example");
        }
        if (maxAge.isNegative()) {
            throw new InvalidOptionException("maxAge", maxAge, ">= 0");
        }
    }

    private static Set<String> ordered(Set<String> values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    /**
     * The same for some origins alone.
     *
     * @param patterns regular expressions, as {@code https://shop\\.example}
     * @return a changed copy
     */
    public HttpCors withOrigins(String... patterns) {
        return new HttpCors(Set.of(patterns), methods, headers, exposedHeaders, credentials, maxAge);
    }

    /**
     * The same with cookies.
     *
     * @return a changed copy
     * @throws InvalidOptionException if any origin may call
     */
    public HttpCors withCredentials() {
        return new HttpCors(origins, methods, headers, exposedHeaders, true, maxAge);
    }

    /**
     * The same with headers that pages may read.
     *
     * @param names the names
     * @return a changed copy
     */
    public HttpCors withExposedHeaders(String... names) {
        return new HttpCors(origins, methods, headers, Set.of(names), credentials, maxAge);
    }
}
