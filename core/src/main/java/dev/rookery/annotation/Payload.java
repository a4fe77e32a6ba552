package dev.rookery.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The payload of the message, or a member of it. Not needed where the type of a parameter is no context: then the parameter is the
 * payload. An annotation that carries it and has a {@code String value()} of its own says the member by that.
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

    /**
     * Whether it has to be there. Then a null is refused as a payload of the wrong type is, unless the parameter is {@code @Nullable}, once pipes and
     * validation have let it pass.
     *
     * @return false, the default, to hand null to the handler
     */
    boolean required() default false;
}
