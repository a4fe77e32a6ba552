package dev.rookery.grpc;

import org.jspecify.annotations.Nullable;

/** A value that is not what a field takes. It gathers the way to the field while it comes up. */
final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private String path = "";

    private Misfit(String expected, @Nullable Throwable cause) {
        super(expected, cause, false, false); // it is caught in this package; where it arose does not matter
        this.expected = expected;
    }

    static Misfit expected(String what) {
        return new Misfit(what, null);
    }

    static Misfit expected(String what, Throwable cause) {
        return new Misfit(what, cause);
    }

    Misfit within(String field) {
        path = "." + field + path;
        return this;
    }

    /** As core says it of JSON. */
    @Override
    public String getMessage() {
        return "does not fit at $" + path + " (expected: " + expected + ")";
    }
}
