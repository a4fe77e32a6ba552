package dev.rookery.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a controller answer requests.
 *
 * <p>A method that returns a value, a {@code CompletionStage} or a {@code Mono} sends one reply, {@code null} for null and empty;
 * {@code void} and {@code Mono<Void>} send the end alone; any other {@code Publisher} and a {@code Stream} send a reply for each
 * element.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@HandlerMapping(HandlerMapping.Kind.MESSAGE)
public @interface MessagePattern {

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
