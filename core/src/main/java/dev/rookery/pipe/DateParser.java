package dev.rookery.pipe;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Dates and times, as ISO 8601 has them. */
enum DateParser implements ValueParser {
    INSTANT(Instant.class, Words.POINT) {
        @Override
        Serializable ofText(String text) {
            return point(text).toInstant();
        }

        @Override
        Serializable ofMillis(long millis) {
            return Instant.ofEpochMilli(millis);
        }
    },

    OFFSET_DATE_TIME(OffsetDateTime.class, Words.POINT) {
        @Override
        Serializable ofText(String text) {
            return point(text);
        }

        @Override
        Serializable ofMillis(long millis) {
            return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
        }
    },

    DATE(Date.class, Words.POINT) {
        @Override
        @SuppressWarnings("JavaUtilDate") // it is what the handler asks for
        Serializable ofText(String text) {
            return Date.from(point(text).toInstant());
        }

        @Override
        @SuppressWarnings("JavaUtilDate") // it is what the handler asks for
        Serializable ofMillis(long millis) {
            return new Date(millis);
        }
    },

    LOCAL_DATE_TIME(LocalDateTime.class, "a date and time without an offset, as 2026-11-25T10:15:30") {
        @Override
        Serializable ofText(String text) {
            return LocalDateTime.parse(text);
        }
    },

    LOCAL_DATE(LocalDate.class, "a date, as 2026-11-25") {
        @Override
        Serializable ofText(String text) {
            return LocalDate.parse(text);
        }
    };

    private final Class<?> type;
    private final String expected;

    DateParser(Class<?> type, String expected) {
        this.type = type;
        this.expected = expected;
    }

    @Override
    public Serializable parse(@Nullable Object value) {
        if (type.isInstance(value) && value instanceof Serializable already) {
            return already;
        }
        try {
            return switch (value) {
                case String text -> ofText(text);
                case Integer millis -> ofMillis(millis);
                case Long millis -> ofMillis(millis);
                case null, default -> throw new UnfitException(value, expected);
            };
        } catch (DateTimeException | IllegalArgumentException e) { // the latter for a Date that is too far away
            throw new UnfitException(value, expected);
        }
    }

    abstract Serializable ofText(String text);

    Serializable ofMillis(long millis) {
        throw new UnfitException(millis, expected);
    }

    /** A point in time; of a date alone, its midnight in UTC, as JavaScript reads it. */
    static OffsetDateTime point(String text) {
        return text.indexOf('T') < 0
                ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
                : OffsetDateTime.parse(text);
    }

    @Override
    public String expected() {
        return expected;
    }

    @Override
    public boolean makes(Class<?> wanted) {
        return wanted == type;
    }

    /** Words that several of them have in common. */
    private static final class Words {
        static final String POINT = "a date and time with an offset, as 2026-11-25T10:15:30Z, or a date";
    }
}
