package dev.rookery.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A header of each reply that is no error; what Nest calls {@code @Header} on a method. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Repeatable(ResponseHeaders.class)
public @interface ResponseHeader {

    /**
     * The name.
     *
     * @return a name, as {@code Cache-Control}
     */
    String name();

    /**
     * The value.
     *
     * @return a text
     */
    String value();
}
