package dev.rookery.annotation;

import dev.rookery.pipeline.Pipe;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sends the parameters of a method, or of all methods of a controller, through pipes: global, controller, method, parameter.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface UsePipes {

    /**
     * The classes, in the order in which they apply. Instances come from the container, or by a constructor without parameters where
     * there is none.
     *
     * @return the classes
     */
    Class<? extends Pipe<?, ?>>[] value();
}
