package dev.rookery.pipe;

import dev.rookery.annotation.UsePipes;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a date or a time of a text as ISO 8601 has it. The type of the parameter says which: {@code Instant}, {@code OffsetDateTime},
 * {@code LocalDateTime}, {@code LocalDate} or {@code java.util.Date}.
 *
 * <p>For a point in time the text has an offset, {@code 2026-11-25T10:15:30+01:00}, or is a date alone, {@code 2026-11-25}, which means its
 * midnight in UTC; a JSON number is taken for milliseconds since 1970, as JavaScript has them. A day past the end of its month is refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@UsePipes(ParseDatePipe.class)
public @interface ParseDate {

    /**
     * Whether nothing may come.
     *
     * @return true to pass null on to the parameter, which then cannot be primitive; false, the default, to refuse null and absence
     */
    boolean optional() default false;

    /**
     * The status of the error.
     *
     * @return an HTTP status from 400 to 599
     */
    int status() default 400;
}
