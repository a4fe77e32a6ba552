package dev.rookery.web;

import dev.rookery.annotation.ResolvedBy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A variable of the path, as {@code @Param("id") UUID id} for {@code @Get("{id}")}. Its text becomes what the type of the parameter is: a {@code String}, number, {@code boolean}, {@code UUID}, enum
 * constant, date, or an {@code Optional} of these. What does not fit is answered with 400, in Nest's words. Where the parameter has pipes of its own, as
 * {@code @ParseInt}, they get the text.
 *
 * <p>Without a name it is all of them, as a {@code Map<String, String>} or a record.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ResolvedBy(ParamResolver.class)
public @interface Param {

    /**
     * The name of the variable as it stands in the path, without braces.
     *
     * @return a name; empty, the default, for all variables
     */
    String value() default "";
}
