package dev.rookery.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the sender's dispatch hook put beside the payload, or a member of it, bound to the type of the parameter. Null if it is not there.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface Metadata {

    /**
     * The member of the metadata that is meant.
     *
     * @return a name; empty, the default, is all of it
     */
    String value() default "";
}
