package dev.rookery.web;

import dev.rookery.annotation.HandlerMapping;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a controller answer PATCH requests.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@HandlerMapping(value = HandlerMapping.Kind.MESSAGE, naming = HttpRoutes.class, transport = HttpDoor.ID, door = true)
public @interface Patch {

    /**
     * The path, below that of the controller, as in {@code @Patch("{id}")}. A segment is a text, a variable as {@code {id}}, or, as the last one,
     * {@code *} or {@code {*rest}} for all that follows.
     *
     * @return one path or several, each with or without a slash before it; empty, the default, for the path of the controller itself
     */
    String[] value() default "";
}
