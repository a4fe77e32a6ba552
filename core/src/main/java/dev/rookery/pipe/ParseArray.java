package dev.rookery.pipe;

import dev.rookery.annotation.UsePipes;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an array, a {@code List}, a {@code Set} or a {@code Collection} of a text such as {@code "1,2,3"}, or of a JSON array, as in
 * {@code @ParseArray(separator = ";") int[] ids}. The type of the elements says how each is made: {@code int}, {@code long}, {@code double},
 * {@code boolean} and their wrappers, {@code String}, {@code UUID}, enums, and the dates of {@link ParseDate}.
 *
 * <p>An empty text is an empty array. Blanks around the elements of a text do not count, except in texts. A JSON array of records needs no
 * pipe.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@UsePipes(ParseArrayPipe.class)
public @interface ParseArray {

    /**
     * What stands between the elements of a text.
     *
     * @return a text of at least one character, by default a comma
     */
    String separator() default ",";

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
