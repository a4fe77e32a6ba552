package dev.rookery.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a contract or a method of it: how long a typed client waits for the first reply, and from one reply to the next. Default: the
 * timeout of the client.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ReplyTimeout {

    /**
     * How long, as {@code java.time.Duration} writes it, as in {@code "PT5S"}.
     *
     * @return a duration; {@code "PT0S"} waits for ever
     */
    String value();
}
