package dev.rookery.web;

import dev.rookery.annotation.ResolvedBy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of the query, as {@code @Query("page") int page} for {@code ?page=2}; null if it is not there. Its text becomes what the type of the parameter is: a {@code String}, number, {@code boolean}, {@code UUID}, enum
 * constant, date, or an {@code Optional}, {@code List} or array of these. What does not fit is answered with 400, in Nest's words. Where the parameter has pipes of its own, as
 * {@code @ParseInt}, they get the text.
 *
 * <p>Without a name it is the whole query, as a {@code Map<String, String>}, a {@code Map<String, List<String>>} or a record.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ResolvedBy(QueryResolver.class)
public @interface Query {

    /**
     * The name of the parameter.
     *
     * @return a name; empty, the default, for the whole query
     */
    String value() default "";
}
