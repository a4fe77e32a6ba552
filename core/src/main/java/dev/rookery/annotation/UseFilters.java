package dev.rookery.annotation;

import dev.rookery.pipeline.ExceptionFilter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Handles errors of a method, or of all methods of a controller. The nearest level that has a filter for the error counts: method,
 * controller, global. Within one level it is the filter for the nearest type, and of several for the same type the last.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface UseFilters {

    /**
     * The classes, in the order in which they apply. Instances come from the container, or by a constructor without parameters where
     * there is none.
     *
     * @return the classes
     */
    Class<? extends ExceptionFilter<?>>[] value();
}
