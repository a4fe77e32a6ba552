package dev.rookery.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a controller take events, which nobody answers. Several methods for one pattern run at the same time, and
 * one that fails does not stop the others; what they return is awaited and dropped.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@HandlerMapping(HandlerMapping.Kind.EVENT)
public @interface EventPattern {

    /**
     * The patterns: a text, or JSON in Nest's notation, as in {@code "{cmd: 'sum'}"}. Each is bound for itself.
     *
     * @return at least one pattern
     */
    String[] value();

    /**
     * The id of the only transport that the method is bound to, as in {@code NatsTransporter.ID}.
     *
     * @return an id; empty, the default, binds to every transport
     */
    String transport() default "";
}
