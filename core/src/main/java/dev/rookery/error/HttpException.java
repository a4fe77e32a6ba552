package dev.rookery.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An error with an HTTP status. A caller over messages gets it as {@code {"status":"error","statusCode":…,"message":…}}; Nest
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
}
