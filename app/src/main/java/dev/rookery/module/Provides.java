package dev.rookery.module;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a module a provider: what it returns is injected under its return type, generics included, and under its qualifier, if
 * it has one. Its parameters are injected. Called once, at start; it may be static, and may not return null.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Provides {}
