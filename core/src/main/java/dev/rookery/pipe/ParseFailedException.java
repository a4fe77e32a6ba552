package dev.rookery.pipe;

import dev.rookery.error.HttpException;
import dev.rookery.internal.ReasonPhrase;
import java.util.Map;

/**
 * A value that came with a message is not what a pipe such as {@link ParseInt} takes. The caller gets
 * {@code {"status":"error","statusCode":400,"message":"page is \"x\" (expected: a whole number)","error":"Bad Request"}}; a filter with
 * {@code @Catch(ParseFailedException.class)} makes something else of it.
 */
public final class ParseFailedException extends HttpException {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String expected;

    ParseFailedException(int status, String place, String got, String expected) {
        super(status, place + " is " + got + " (expected: " + expected + ")", Map.of("error", ReasonPhrase.of(status)));
        this.place = place;
        this.expected = expected;
    }

    /**
     * Which value it was.
     *
     * @return the member of the payload, as {@code page} or {@code ids[2]}; {@code the payload} for all of it, {@code the header page} for a header
     */
    public String place() {
        return place;
    }

    /**
     * What was expected.
     *
     * @return words for people, as {@code a whole number}
     */
    public String expected() {
        return expected;
    }
}
