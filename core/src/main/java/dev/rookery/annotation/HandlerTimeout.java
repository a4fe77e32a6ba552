package dev.rookery.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long a handler may take until its result, or until the first value of a stream. Beyond it the handler's thread is interrupted,
 * and the caller gets an error. Default: the limit of the server.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface HandlerTimeout {

    /**
     * How long, as {@code java.time.Duration} writes it, as in {@code "PT5S"}.
     *
     * @return a duration; {@code "PT0S"} lifts the limit
     */
    String value();
}
