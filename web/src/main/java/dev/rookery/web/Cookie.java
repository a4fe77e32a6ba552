package dev.rookery.web;

import dev.rookery.annotation.ResolvedBy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A cookie of the request, as {@code @Cookie("session") String session}; null if it is not there. Its text becomes what the type of the parameter is: a {@code String}, number, {@code boolean}, {@code UUID}, enum
 * constant, date, or an {@code Optional} of these. What does not fit is answered with 400, in Nest's words. Where the parameter has pipes of its own, as
 * {@code @ParseInt}, they get the text.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ResolvedBy(CookieResolver.class)
public @interface Cookie {

    /**
     * The name of the cookie.
     *
     * @return a name
     */
    String value();
}
