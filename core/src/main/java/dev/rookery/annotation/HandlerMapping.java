package dev.rookery.annotation;

import dev.rookery.handler.PatternNaming;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation one that binds methods to patterns, as {@link MessagePattern} and {@link EventPattern} do. The annotation
 * needs a member {@code String[] value()}, or a {@link #naming} that says its patterns otherwise; a member {@code String transport()} with an
 * empty default is optional.
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

    /**
     * What gives the patterns of an annotation that has no {@code String[] value()}, such as one whose names follow from class and method.
     *
     * @return a class with a constructor without parameters; {@code PatternNaming} itself, the default, for the member {@code value()}
     */
    Class<? extends PatternNaming> naming() default PatternNaming.class;

    /**
     * The id of the only transport that knows what the annotation means. A handler with it is bound to no other one.
     *
     * @return an id; empty, the default, where the annotation means something everywhere
     */
    String transport() default "";

    /**
     * Whether {@link #transport} is a door of an application, as HTTP is, which may open after its microservices. Until then it is no mistake that nobody
     * serves the handler.
     *
     * @return false, the default, for a transport of messages
     */
    boolean door() default false;

    /** What a handler is for. */
    enum Kind {
        /** Requests: every value is a reply. */
        MESSAGE,
        /** Events: nobody waits. */
        EVENT
    }
}
