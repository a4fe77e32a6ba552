package dev.rookery.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which errors an {@code ExceptionFilter} handles. Without it, the filter's type argument says.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Catch {

    /**
     * The types of error, subtypes included.
     *
     * @return the types; none means all
     */
    Class<? extends Throwable>[] value() default {};
}
