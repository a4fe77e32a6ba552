package dev.rookery.internal;

import dev.rookery.codec.ErrorBody;
import dev.rookery.error.RookeryException;

/** An error for which a filter has said what the caller gets. It carries this from the filter to whoever sends it, and has no stack of its own. */
public final class AnsweredException extends RookeryException {
    private static final long serialVersionUID = 1L;

    private final Throwable error;
    private final transient ErrorBody body;

    /**
     * Says what is answered.
     *
     * @param error what was thrown
     * @param body what the caller gets
     */
    public AnsweredException(Throwable error, ErrorBody body) {
        super("Answered by a filter: " + error, error);
        this.error = error;
        this.body = body;
    }

    /**
     * What was thrown.
     *
     * @return the error
     */
    public Throwable error() {
        return error;
    }

    /**
     * What the caller gets.
     *
     * @return the body
     */
    public ErrorBody body() {
        return body;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
