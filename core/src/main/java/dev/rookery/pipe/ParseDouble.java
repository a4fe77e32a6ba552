package dev.rookery.pipe;

import dev.rookery.annotation.UsePipes;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a {@code double} of a text or a JSON number: of {@code "3.7"}, {@code "1e3"} and {@code 12}. What is not finite is refused. Nest has
 * it as {@code ParseFloatPipe}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@UsePipes(ParseDoublePipe.class)
public @interface ParseDouble {

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
