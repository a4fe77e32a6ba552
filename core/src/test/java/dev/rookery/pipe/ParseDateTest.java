package dev.rookery.pipe;

import static dev.rookery.pipe.Parsing.assertRefused;
import static dev.rookery.pipe.Parsing.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pipe that makes dates of texts. */
final class ParseDateTest {
    @SuppressWarnings("JavaUtilDate") // some have it
    static class Dates {
        @MessagePattern("call")
        List<Object> call(
                @Payload("a") @ParseDate(optional = true) @Nullable Instant instant,
                @Payload("b") @ParseDate(optional = true) @Nullable OffsetDateTime offset,
                @Payload("c") @ParseDate(optional = true) @Nullable Date date,
                @Payload("d") @ParseDate(optional = true) @Nullable LocalDateTime local,
                @Payload("e") @ParseDate(optional = true) @Nullable LocalDate day) {
            return Arrays.asList(
                    text(instant), text(offset), date == null ? "" : date.getTime(), text(local), text(day));
        }

        private static String text(@Nullable Object value) {
            return value == null ? "" : value.toString();
        }
    }

    @Test
    void dates_come_as_iso_8601_or_as_milliseconds() {
        var data = new LinkedHashMap<String, Object>();
        data.put("a", "2026-11-25T10:15:30+01:00");
        data.put("b", "2026-11-25T10:15:30+01:00");
        data.put("c", "2026-11-25");
        data.put("d", "2026-11-25T10:15:30");
        data.put("e", "2024-02-29");
        var midnight = LocalDate.of(2026, 11, 25).atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThat(call(new Dates(), data))
                .isEqualTo(List.of(
                        "2026-11-25T09:15:30Z",
                        "2026-11-25T10:15:30+01:00",
                        midnight.toEpochMilli(),
                        "2026-11-25T10:15:30",
                        "2024-02-29"));
        assertThat(call(new Dates(), Map.of("a", 1_000, "b", 1_000, "c", 1_000)))
                .isEqualTo(List.of("1970-01-01T00:00:01Z", "1970-01-01T00:00:01Z", 1_000, "", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | 2026-02-30T10:00:00Z | a date and time with an offset, as 2026-11-25T10:15:30Z, or a date",
                "a | 2026-02-30 | a date and time with an offset, as 2026-11-25T10:15:30Z, or a date",
                "a | 2026-11-25T10:15:30 | a date and time with an offset, as 2026-11-25T10:15:30Z, or a date",
                "b | tomorrow | a date and time with an offset, as 2026-11-25T10:15:30Z, or a date",
                "c | +999999999-01-01 | a date and time with an offset, as 2026-11-25T10:15:30Z, or a date",
                "d | 2026-11-25T10:15:30Z | a date and time without an offset, as 2026-11-25T10:15:30",
                "e | 2026-02-29 | a date, as 2026-11-25",
                "e | 2026-2-1 | a date, as 2026-11-25"
            })
    void what_is_no_such_date_is_refused(String member, String text, String expected) {
        assertRefused(new Dates(), Map.of(member, text), member + " is \"" + text + "\" (expected: " + expected + ")");
    }

    @Test
    void a_number_is_no_date_without_an_offset() {
        assertRefused(new Dates(), Map.of("e", 5), "e is 5 (expected: a date, as 2026-11-25)");
    }
}
