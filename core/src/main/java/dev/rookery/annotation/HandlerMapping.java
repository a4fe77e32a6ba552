package dev.rookery.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation one that binds methods to patterns, as {@link MessagePattern} and {@link EventPattern} do. The annotation
 * needs a member {@code String[] value()}; a member {@code String transport()} with an empty default is optional.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface HandlerMapping {

    /**
     * Whether somebody waits for a reply.
     *
     * @return the kind of messages that the method serves
     */
    Kind value();

    /** What a handler is for. */
    enum Kind {
        /** Requests: every value is a reply. */
        MESSAGE,
        /** Events: nobody waits. */
        EVENT
    }
}
