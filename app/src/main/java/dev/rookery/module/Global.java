package dev.rookery.module;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What it stands on is there for the whole application. On a module: every module sees what this one exports, without importing it. On a
 * guard, pipe, interceptor, filter or hook that a module provides, by its class or by a {@link Provides} method: it applies to every handler,
 * before those that the application adds by {@code useGlobalGuards} and its like; those of imported modules come first, and
 * within a module those of methods. What Nest calls {@code APP_GUARD}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Global {}
