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
    STREAM;

    /** What is added up; the sum is 15. */
    public static final List<Integer> NUMBERS = List.of(1, 2, 3, 4, 5);

    /** How many values a stream has. */
    public static final int VALUES = 1_000;

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
            case SUM, STREAM -> throw new IllegalStateException(this + " echoes no text");
        };
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
