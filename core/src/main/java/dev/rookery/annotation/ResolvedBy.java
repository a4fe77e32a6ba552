package dev.rookery.annotation;

import dev.rookery.pipeline.ArgumentResolver;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation one that gives parameters of handlers their values, as {@code @CurrentUser User user}. The annotation needs
 * {@code @Retention(RUNTIME)}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface ResolvedBy {

    /**
     * The class that gives the value. Its instance comes from the container, or by a constructor without parameters where there is none.
     *
     * @return a resolver whose type argument is the annotation
     */
    Class<? extends ArgumentResolver<?>> value();
}
