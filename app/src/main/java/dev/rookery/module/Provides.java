package dev.rookery.module;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a module a provider: what it returns is injected under its return type, generics included, and under its qualifier, if
 * it has one. Its parameters are injected. It may be static, and may not return null.
 *
 * <p>A method that returns a {@link java.util.concurrent.CompletionStage} or a {@code Mono} provides what comes of it: the start waits for
 * that, at most {@link ApplicationOptions#factoryTimeout()}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Provides {

    /**
     * How often it is called.
     *
     * @return the scope; once, at start, by default
     */
    Scope scope() default Scope.SINGLETON;
}
