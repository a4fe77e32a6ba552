package dev.rookery.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The payload of the message, or a member of it. Not needed where the type of a parameter is no context: then the parameter is the
 * payload.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface Payload {

    /**
     * The member of the payload that is meant, as in {@code @Payload("id")}.
     *
     * @return a name; empty, the default, is the whole payload
     */
    String value() default "";
}
