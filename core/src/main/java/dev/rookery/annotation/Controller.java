package dev.rookery.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose methods handle messages, HTTP requests among them.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Controller {

    /**
     * The path that the paths of its HTTP handlers begin with, as in {@code @Controller("orders")}. It means nothing to messages.
     *
     * @return a path, with or without a slash before it; empty, the default, for none
     */
    String value() default "";
}
