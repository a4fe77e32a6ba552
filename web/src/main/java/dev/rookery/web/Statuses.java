package dev.rookery.web;

import dev.rookery.error.InvalidOptionException;

/** The numbers of HTTP that the code decides by. */
final class Statuses {
    static final int OK = 200;
    static final int CREATED = 201;
    static final int NO_CONTENT = 204;
    static final int NOT_MODIFIED = 304;
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int REQUEST_TIMEOUT = 408;
    static final int PAYLOAD_TOO_LARGE = 413;
    static final int UNSUPPORTED_MEDIA_TYPE = 415;
    static final int UPGRADE_REQUIRED = 426;
    static final int INTERNAL_SERVER_ERROR = 500;
    static final int SERVICE_UNAVAILABLE = 503;
    static final int GATEWAY_TIMEOUT = 504;
    private static final int LAST = 599;

    private Statuses() {}

    /** Refuses what is no status of a final reply. */
    static int require(int status) {
        if (status < OK || status > LAST) {
            throw new InvalidOptionException("status", status, "an HTTP status from 200 to 599");
        }
        return status;
    }

    static boolean isError(int status) {
        return status >= BAD_REQUEST && status <= LAST;
    }

    static boolean hasBody(int status) {
        return status != NO_CONTENT && status != NOT_MODIFIED;
    }
}
