package dev.rookery.internal;

import dev.rookery.error.InvalidOptionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What options are checked for, so that the same mistake is told in the same words everywhere. */
public final class OptionCheck {
    /** The longest time that an option can have, but for those whose protocol says more: drivers count milliseconds in an {@code int}. */
    public static final Duration LONGEST = Duration.ofDays(24);

    private static final int MAX_PORT = 65_535;

    private OptionCheck() {}

    /**
     * Holds, or is refused.
     *
     * @param holds whether the option can have the value
     * @param option the name of the option
     * @param value the value, which is no secret
     * @param expected what it can have
     * @throws InvalidOptionException if it does not hold
     */
    public static void that(boolean holds, String option, @Nullable Object value, String expected) {
        if (!holds) {
            throw new InvalidOptionException(option, value, expected);
        }
    }

    /**
     * Is there.
     *
     * @param option the name of the option
     * @param value the value
     * @param <T> its type
     * @return the value
     * @throws InvalidOptionException if it is null
     */
    public static <T> T given(String option, @Nullable T value) {
        if (value == null) {
            throw new InvalidOptionException(option, null, "a value; who leaves the option out gets its default");
        }
        return value;
    }

    /**
     * Has no null in it.
     *
     * @param option the name of the option
     * @param values the values
     * @param <T> their type
     * @return an unchangeable copy
     * @throws InvalidOptionException if it is null, or one of its elements is
     */
    public static <T> List<T> list(String option, @Nullable Collection<? extends @Nullable T> values) {
        return given(option, values).stream()
                .<T>map(value -> given(option, value))
                .toList();
    }

    /**
     * Has no null in it.
     *
     * @param option the name of the option
     * @param values the values
     * @param <T> their type
     * @return an unchangeable copy
     * @throws InvalidOptionException if it is null, or one of its elements is
     */
    public static <T> List<T> list(String option, T @Nullable [] values) {
        return list(option, Arrays.asList(given(option, values)));
    }

    /**
     * Has no null in it.
     *
     * @param option the name of the option
     * @param values the values by their names
     * @param <T> their type
     * @return an unchangeable copy
     * @throws InvalidOptionException if it is null, or one of its names or values is
     */
    public static <T> Map<String, T> map(String option, @Nullable Map<String, T> values) {
        given(option, values).forEach((name, value) -> {
            given(option, name);
            given(option + "." + name, value);
        });
        return Map.copyOf(given(option, values));
    }

    /**
     * Is a host.
     *
     * @param option the name of the option
     * @param value the name or address
     * @throws InvalidOptionException if it is null or blank
     */
    public static void host(String option, @Nullable String value) {
        that(!given(option, value).isBlank(), option, '"' + value + '"', "a name or an address");
    }

    /**
     * Is a port, or 0.
     *
     * @param option the name of the option
     * @param value the number
     * @param zero what 0 means, as in {@code where 0 finds a free one}
     * @throws InvalidOptionException if it is not from 0 to 65535
     */
    public static void port(String option, int value, String zero) {
        that(value >= 0 && value <= MAX_PORT, option, value, "from 0 to " + MAX_PORT + ", " + zero);
    }

    /**
     * Is no less than a number.
     *
     * @param option the name of the option
     * @param value the number
     * @param least the smallest that it can be
     * @throws InvalidOptionException if it is less
     */
    public static void atLeast(String option, long value, long least) {
        that(value >= least, option, value, ">= " + least);
    }

    /**
     * Is 0 or more.
     *
     * @param option the name of the option
     * @param value the number
     * @param zero what 0 means, as in {@code where 0 never tries again}
     * @throws InvalidOptionException if it is negative
     */
    public static void notNegative(String option, long value, String zero) {
        that(value >= 0, option, value, ">= 0, " + zero);
    }

    /**
     * Is a time of 0 or more, however long.
     *
     * @param option the name of the option
     * @param value the time
     * @param zero what 0 means, as in {@code where 0 lifts the limit}
     * @throws InvalidOptionException if it is null or negative
     */
    public static void notNegative(String option, @Nullable Duration value, String zero) {
        that(!given(option, value).isNegative(), option, value, ">= 0, " + zero);
    }

    /**
     * Is a number of a range.
     *
     * @param option the name of the option
     * @param value the number
     * @param least the smallest that it can be
     * @param most the largest
     * @throws InvalidOptionException if it is outside
     */
    public static void between(String option, long value, long least, long most) {
        that(value >= least && value <= most, option, value, "from " + least + " to " + most);
    }

    /**
     * Is a time that may be zero.
     *
     * @param option the name of the option
     * @param value the time
     * @param zero what 0 means, as in {@code where 0 lifts the limit}
     * @throws InvalidOptionException if it is null, negative or longer than {@link #LONGEST}
     */
    public static void timeOrZero(String option, @Nullable Duration value, String zero) {
        var time = given(option, value);
        that(!time.isNegative() && time.compareTo(LONGEST) <= 0, option, time, ">= 0 and at most 24 days, " + zero);
    }

    /**
     * Is a time.
     *
     * @param option the name of the option
     * @param value the time
     * @throws InvalidOptionException if it is null, shorter than a millisecond or longer than {@link #LONGEST}
     */
    public static void time(String option, @Nullable Duration value) {
        var time = given(option, value);
        that(
                time.compareTo(Duration.ofMillis(1)) >= 0 && time.compareTo(LONGEST) <= 0,
                option,
                time,
                "from 1 ms to 24 days");
    }

    /**
     * Is a time that a protocol counts in seconds.
     *
     * @param option the name of the option
     * @param value the time
     * @param least the smallest number of seconds
     * @param most the largest
     * @throws InvalidOptionException if it is null, has a fraction of a second, or is outside
     */
    public static void seconds(String option, @Nullable Duration value, long least, long most) {
        var time = given(option, value);
        that(
                time.toSeconds() >= least
                        && time.toSeconds() <= most
                        && time.equals(Duration.ofSeconds(time.toSeconds())),
                option,
                time,
                "whole seconds, from " + least + " to " + most);
    }
}
