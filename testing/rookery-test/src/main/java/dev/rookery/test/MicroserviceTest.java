package dev.rookery.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a service for the tests of a class and its nested ones, without overrides. Its methods may take what {@link RookeryExtension} gives, which
 * is what to use where something is overridden.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(MicroserviceTestExtension.class)
public @interface MicroserviceTest {

    /**
     * The root module.
     *
     * @return a class with {@code @Module}
     */
    Class<?> value();

    /**
     * Whether mocks stand in for interfaces that no module provides, as {@link RookeryTest#mockMissing()} says.
     *
     * @return true if they do; false by default
     */
    boolean mockMissing() default false;
}
