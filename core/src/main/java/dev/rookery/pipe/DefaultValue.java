package dev.rookery.pipe;

import dev.rookery.annotation.UsePipes;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text that stands in where the value is null or absent. What parses it comes after it, as in
 * {@code @Header("page") @DefaultValue("1") @ParseInt int page}; where nothing does, the parameter is a {@code String}. A text that cannot be
 * parsed is an error at start.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@UsePipes(DefaultValuePipe.class)
public @interface DefaultValue {

    /**
     * The text.
     *
     * @return any text, also an empty one
     */
    String value();
}
