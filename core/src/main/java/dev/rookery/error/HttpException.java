package dev.rookery.error;

import java.util.Objects;

/**
 * An error with an HTTP status. A caller over messages gets it as {@code {"status":"error","statusCode":…,"message":…}}; Nest
 * would send "Internal server error".
 */
public class HttpException extends RookeryException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * An error with a status.
     *
     * @param status an HTTP status from 400 to 599
     * @param message what the caller reads as {@code message}
     */
    public HttpException(int status, String message) {
        super(Objects.requireNonNull(message, "message"));
        if (status < 400 || status > 599) {
            throw new InvalidOptionException("status", status, "an HTTP error status from 400 to 599");
        }
        this.status = status;
    }

    /**
     * The HTTP status.
     *
     * @return a number from 400 to 599
     */
    public int status() {
        return status;
    }
}
