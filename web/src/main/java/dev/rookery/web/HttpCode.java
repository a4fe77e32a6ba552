package dev.rookery.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The status of a reply that is no error, in place of 201 for POST and 200 for all else. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface HttpCode {

    /**
     * The status.
     *
     * @return from 200 to 599; with 204 and 304 the reply has no body
     */
    int value();
}
