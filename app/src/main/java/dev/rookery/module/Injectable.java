package dev.rookery.module;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how many instances of a class the container makes. Without a scope it only tells the reader that the container makes the class: what
 * counts is that a module names it. May stand on controllers too.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Injectable {

    /**
     * How many instances there are.
     *
     * @return the scope; one for the application by default
     */
    Scope scope() default Scope.SINGLETON;
}
