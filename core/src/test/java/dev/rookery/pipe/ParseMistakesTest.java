package dev.rookery.pipe;

import static dev.rookery.pipe.Parsing.call;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.HandlerDefinitionException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is refused at start of the pipes that parse. */
final class ParseMistakesTest {
    private static void assertNoStart(Object controller, String message) {
        assertThatThrownBy(() -> call(controller, 1))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessage(message);
    }

    static class IntOfText {
        @MessagePattern("call")
        String call(@ParseInt String id) {
            return id;
        }
    }

    static class EnumOfText {
        @MessagePattern("call")
        String call(@ParseEnum String color) {
            return color;
        }
    }

    static class ArrayOfInt {
        @MessagePattern("call")
        int call(@ParseArray int ids) {
            return ids;
        }
    }

    record Page(int number) {}

    static class ArrayOfPages {
        @MessagePattern("call")
        int call(@ParseArray List<Page> pages) {
            return pages.size();
        }
    }

    static class NoSeparator {
        @MessagePattern("call")
        int call(@ParseArray(separator = "") int[] ids) {
            return ids.length;
        }
    }

    static class DateOfText {
        @MessagePattern("call")
        String call(@ParseDate String date) {
            return date;
        }
    }

    static class NoVersion {
        @MessagePattern("call")
        String call(@ParseUuid(version = 9) UUID id) {
            return id.toString();
        }
    }

    static class NoStatus {
        @MessagePattern("call")
        int call(@ParseInt(status = 200) int id) {
            return id;
        }
    }

    static class NullInt {
        @MessagePattern("call")
        int call(@ParseInt(optional = true) int id) {
            return id;
        }
    }

    static class BadDefault {
        @MessagePattern("call")
        int call(@DefaultValue("x") @ParseInt int id) {
            return id;
        }
    }

    static class LateDefault {
        @MessagePattern("call")
        int call(@ParseInt @DefaultValue("1") int id) {
            return id;
        }
    }

    @Test
    void what_cannot_work_is_refused_at_start() {
        assertNoStart(
                new IntOfText(),
                "Parameter String id of IntOfText.call(String) has @ParseInt and cannot take what it makes (expected: int"
                        + " or Integer)");
        assertNoStart(
                new EnumOfText(),
                "Parameter String color of EnumOfText.call(String) has @ParseEnum and is no enum (expected: a parameter of"
                        + " the enum's type)");
        assertNoStart(
                new ArrayOfInt(),
                "Parameter int ids of ArrayOfInt.call(int) has @ParseArray and is none (expected: an array, or a List, Set"
                        + " or Collection with the type of its elements)");
        assertNoStart(
                new ArrayOfPages(),
                "Parameter List pages of ArrayOfPages.call(List) has @ParseArray, which cannot make elements of type "
                        + Page.class.getName()
                        + " (expected: int, long, double, boolean or their wrappers, String, UUID, an enum or a date; other"
                        + " elements come as JSON, without the pipe)");
        assertNoStart(
                new NoSeparator(),
                "Parameter int[] ids of NoSeparator.call(int[]) has @ParseArray(separator = \"\") (expected: a text of at"
                        + " least one character)");
        assertNoStart(
                new DateOfText(),
                "Parameter String date of DateOfText.call(String) has @ParseDate and is no date (expected: Instant,"
                        + " OffsetDateTime, LocalDateTime, LocalDate or java.util.Date)");
        assertNoStart(
                new NoVersion(),
                "Parameter UUID id of NoVersion.call(UUID) has @ParseUuid(version = 9) (expected: versions from 1 to 8)");
        assertNoStart(
                new NoStatus(),
                "Parameter int id of NoStatus.call(int) has @ParseInt(status = 200) (expected: an HTTP error status from 400"
                        + " to 599)");
    }

    @Test
    void nulls_and_defaults_that_cannot_work_are_refused_at_start() {
        assertNoStart(
                new NullInt(),
                "Parameter int id of NullInt.call(int) has @ParseInt(optional = true) and cannot be null (expected: a"
                        + " wrapper such as Integer, or @DefaultValue before it)");
        assertNoStart(
                new BadDefault(),
                "Parameter int id of BadDefault.call(int) has @DefaultValue(\"x\"), which @ParseInt cannot parse (expected:"
                        + " a whole number)");
        assertNoStart(
                new LateDefault(),
                "Parameter int id of LateDefault.call(int) has @DefaultValue, which gives text (expected: a String, or a"
                        + " pipe after it, such as @ParseInt)");
    }
}
