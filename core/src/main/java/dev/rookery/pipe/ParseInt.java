package dev.rookery.pipe;

import dev.rookery.annotation.UsePipes;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a whole number of 32 bits of a text or a JSON number, as in {@code @Header("page") @ParseInt int page}: of {@code "12"} and of
 * {@code 12}. What is no such number, {@code 3.7}, {@code "0x10"}, {@code " 12"}, an empty text or one that is too large, is the caller's error:
 * {@code page is "x" (expected: a whole number)}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@UsePipes(ParseIntPipe.class)
public @interface ParseInt {

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
