package dev.rookery.annotation;

import dev.rookery.pipeline.Guard;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a method, or all methods of a controller, be guarded. Guards run first: global, controller, method.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface UseGuards {

    /**
     * The classes, in the order in which they apply. Instances come from the container, or by a constructor without parameters where
     * there is none.
     *
     * @return the classes
     */
    Class<? extends Guard>[] value();
}
