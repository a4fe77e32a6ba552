package dev.rookery.annotation;

import dev.rookery.pipeline.Interceptor;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts interceptors around a method, or all methods of a controller. The global ones are outermost, those of the method innermost.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface UseInterceptors {

    /**
     * The classes, in the order in which they apply. Instances come from the container, or by a constructor without parameters where
     * there is none.
     *
     * @return the classes
     */
    Class<? extends Interceptor>[] value();
}
