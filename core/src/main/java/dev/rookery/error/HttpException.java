package dev.rookery.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An error with an HTTP status, as in {@code throw HttpException.notFound("There is no cat " + name)}; what Nest has a class for each of. A caller over messages gets it as {@code {"status":"error","statusCode":…,"message":…}}; Nest
 * would send "Internal server error".
 */
public class HttpException extends RookeryException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, ?> details;

    /**
     * An error with a status.
     *
     * @param status an HTTP status from 400 to 599
     * @param message what the caller reads as {@code message}
     */
    public HttpException(int status, String message) {
        this(status, message, Map.of());
    }

    /**
     * An error with a status and more.
     *
     * @param status an HTTP status from 400 to 599
     * @param message what the caller reads as {@code message}
     * @param details further members of the body; one named {@code message} stands in place of the text, as where it is a list of errors
     */
    public HttpException(int status, String message, Map<String, ?> details) {
        super(Objects.requireNonNull(message, "message"));
        if (status < 400 || status > 599) {
            throw new InvalidOptionException("status", status, "an HTTP error status from 400 to 599");
        }
        this.status = status;
        this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /**
     * The HTTP status.
     *
     * @return a number from 400 to 599
     */
    public int status() {
        return status;
    }

    /**
     * Further members of the body.
     *
     * @return the members, in order
     */
    public Map<String, ?> details() {
        return details;
    }

    // ---- the family ----

    /**
     * The request is wrong: 400.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException badRequest(String message) {
        return new HttpException(400, message);
    }

    /**
     * Nobody knows who calls: 401.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException unauthorized(String message) {
        return new HttpException(401, message);
    }

    /**
     * The caller is known, and may not: 403.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException forbidden(String message) {
        return new HttpException(403, message);
    }

    /**
     * There is no such thing: 404.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException notFound(String message) {
        return new HttpException(404, message);
    }

    /**
     * The method means nothing here: 405.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException methodNotAllowed(String message) {
        return new HttpException(405, message);
    }

    /**
     * There is no form of the reply that the caller takes: 406.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException notAcceptable(String message) {
        return new HttpException(406, message);
    }

    /**
     * The request took too long to arrive: 408.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException requestTimeout(String message) {
        return new HttpException(408, message);
    }

    /**
     * It does not go with the state of things: 409.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException conflict(String message) {
        return new HttpException(409, message);
    }

    /**
     * It was there, and will not come back: 410.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException gone(String message) {
        return new HttpException(410, message);
    }

    /**
     * What the request presupposes is not so: 412.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException preconditionFailed(String message) {
        return new HttpException(412, message);
    }

    /**
     * The body is too large: 413.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException payloadTooLarge(String message) {
        return new HttpException(413, message);
    }

    /**
     * The body is of a type that is not taken: 415.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException unsupportedMediaType(String message) {
        return new HttpException(415, message);
    }

    /**
     * It makes no coffee: 418.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException imATeapot(String message) {
        return new HttpException(418, message);
    }

    /**
     * The server is not the one that answers this: 421.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException misdirected(String message) {
        return new HttpException(421, message);
    }

    /**
     * The request is well formed, and makes no sense: 422.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException unprocessableEntity(String message) {
        return new HttpException(422, message);
    }

    /**
     * The caller asks too often: 429.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException tooManyRequests(String message) {
        return new HttpException(429, message);
    }

    /**
     * Something failed: 500.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException internalServerError(String message) {
        return new HttpException(500, message);
    }

    /**
     * Nobody has written it yet: 501.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException notImplemented(String message) {
        return new HttpException(501, message);
    }

    /**
     * The service behind gave a wrong answer: 502.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException badGateway(String message) {
        return new HttpException(502, message);
    }

    /**
     * It cannot be done now, but perhaps later: 503.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException serviceUnavailable(String message) {
        return new HttpException(503, message);
    }

    /**
     * The service behind took too long: 504.
     *
     * @param message what the caller reads as {@code message}
     * @return an error to throw
     */
    public static HttpException gatewayTimeout(String message) {
        return new HttpException(504, message);
    }
}
