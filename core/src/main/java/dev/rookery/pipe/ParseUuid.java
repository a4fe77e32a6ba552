package dev.rookery.pipe;

import dev.rookery.annotation.UsePipes;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a {@code UUID} of its text, or checks the text where the parameter is a {@code String}. Versions and variant are those of RFC 9562; where
 * no version is asked for, its Nil and Max UUIDs are taken too.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@UsePipes(ParseUuidPipe.class)
public @interface ParseUuid {

    /**
     * The versions that are taken.
     *
     * @return numbers from 1 to 8; none, the default, for any
     */
    int[] version() default {};

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
