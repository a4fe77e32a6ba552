package dev.rookery.module;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a static method without parameters of a module give further modules to import, as Nest's {@code imports: [X.register(…)]} does. It
 * returns a {@link DynamicModule}, or several: an array or an {@link Iterable} of them. Called once, at start.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Imports {}
