package dev.rookery.pipe;

import dev.rookery.annotation.UsePipes;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a constant of an enum of its name, or of what its {@code toString} gives, which is how JSON has it. The type of the parameter says which enum.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@UsePipes(ParseEnumPipe.class)
public @interface ParseEnum {

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
