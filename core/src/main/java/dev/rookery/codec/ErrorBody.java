package dev.rookery.codec;

import java.util.LinkedHashMap;
import java.util.Objects;

/**
 * The error that a caller gets, after filters and mapping: a text, or anything that can be written as JSON.
 *
 * @param value the error; an empty text is written as an object, since Nest's clients take a falsy error for none
 */
public record ErrorBody(Object value) {

    /** Checks the value. */
    public ErrorBody {
        Objects.requireNonNull(value, "value");
    }

    /**
     * An error in Nest's usual shape, {@code {"status":"error","message":…}}.
     *
     * @param message the text, or whatever stands as the message
     * @return the body
     */
    public static ErrorBody message(Object message) {
        var error = new LinkedHashMap<String, Object>();
        error.put("status", "error");
        error.put("message", message);
        return new ErrorBody(error);
    }

    /**
     * An error in Nest's usual shape, with a code beside it.
     *
     * @param code a short name in capitals that a program can decide by
     * @param message the text for people
     * @return the body
     */
    public static ErrorBody coded(String code, String message) {
        var error = new LinkedHashMap<String, Object>();
        error.put("status", "error");
        error.put("code", code);
        error.put("message", message);
        return new ErrorBody(error);
    }

    /**
     * What goes on the wire. A falsy value ({@code ""}, 0, false) counts as no error for a Nest client and would leave its request
     * open, so it is wrapped.
     *
     * @return a value that every client takes for an error
     */
    public Object wireValue() {
        boolean falsy = value.equals("")
                || value.equals(false)
                || (value instanceof Number number
                        && (number.doubleValue() == 0 || Double.isNaN(number.doubleValue())));
        return falsy ? message(value).value() : value;
    }
}
