package dev.rookery.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Answers with a redirect. A method that returns an {@link HttpReply} with a status or a {@code Location} goes before it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Redirect {

    /**
     * Where to.
     *
     * @return an address, absolute or with a slash before it
     */
    String value();

    /**
     * The status.
     *
     * @return from 300 to 399; default 302
     */
    int status() default 302;
}
