package dev.rookery.web;

import dev.rookery.error.BusyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of errors that are not the client's, one line each. Safe for use by several threads. */
final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    /**
     * Tells of an error.
     *
     * @param pattern the handler
     * @param error what the client gets
     * @param cause what happened
     */
    void tell(String pattern, HttpError error, Throwable cause) {
        if (error.body().containsKey("errorId")
                || error.status() < Statuses.INTERNAL_SERVER_ERROR
                || cause instanceof BusyException) {
            return; // core has told, or it is the client's
        }
        if (error.status() == Statuses.INTERNAL_SERVER_ERROR) {
            LOG.error("{} was answered with 500", pattern, cause);
        } else {
            LOG.warn("{} was answered with {}: {}", pattern, error.status(), cause.getMessage());
        }
    }
}
