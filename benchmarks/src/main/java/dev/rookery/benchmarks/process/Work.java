package dev.rookery.benchmarks.process;

import java.util.List;
import java.util.Locale;

/** What a client asks for, and what every service has to answer. */
public enum Work {
    /** The sum of {@link #NUMBERS}. */
    SUM,
    /** {@link #text} of 1 KiB, sent back. */
    ECHO_1K,
    /** {@link #text} of 64 KiB, sent back. */
    ECHO_64K,
    /** {@link #VALUES} numbers from 0 on, one reply each. */
    STREAM,
    /** An order over HTTP, as JSON both ways. */
    PLACE_ORDER,
    /** The order whose number is in the path, over HTTP. */
    FIND_ORDER,
    /** An event for all of {@link #SOCKETS} WebSockets, each of which counts as a message. */
    BROADCAST;

    /** What is added up; the sum is 15. */
    public static final List<Integer> NUMBERS = List.of(1, 2, 3, 4, 5);

    /** How many values a stream has. */
    public static final int VALUES = 1_000;

    /** How many sockets a broadcast goes to. */
    public static final int SOCKETS = 5_000;

    private static final String TEXT_1K = "x".repeat(1024);
    private static final String TEXT_64K = "x".repeat(64 * 1024);

    /**
     * The text that is echoed.
     *
     * @return ASCII of the size that the name says
     * @throws IllegalStateException if nothing is echoed
     */
    public String text() {
        return switch (this) {
            case ECHO_1K -> TEXT_1K;
            case ECHO_64K -> TEXT_64K;
            case SUM, STREAM, PLACE_ORDER, FIND_ORDER, BROADCAST ->
                throw new IllegalStateException(this + " echoes no text");
        };
    }

    /**
     * How many messages one call counts for.
     *
     * @return the values of a stream, the receivers of a broadcast, else 1
     */
    public int messages() {
        return switch (this) {
            case STREAM -> VALUES;
            case BROADCAST -> SOCKETS;
            default -> 1;
        };
    }

    /**
     * What a client says that was not written for it.
     *
     * @return an exception to throw
     */
    public IllegalArgumentException notHere() {
        return new IllegalArgumentException("This client cannot " + option() + ": another one was written for it");
    }

    /**
     * The name on a command line.
     *
     * @return such as {@code echo-1k}
     */
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The work that a command line names.
     *
     * @param option such as {@code echo-1k}
     * @return the work
     */
    public static Work of(String option) {
        return valueOf(option.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
