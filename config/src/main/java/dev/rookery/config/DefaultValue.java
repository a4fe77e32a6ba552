package dev.rookery.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of a record is where nothing is configured, written as it would stand in a file: {@code @DefaultValue("5s") Duration
 * timeout}. A list is written with commas.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface DefaultValue {

    /**
     * The text.
     *
     * @return as it would stand in a file; without expressions
     */
    String value();
}
