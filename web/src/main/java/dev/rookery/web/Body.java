package dev.rookery.web;

import dev.rookery.annotation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The body of the request: {@code @Payload} under the name that Nest has for it, so that pipes and validation are the same. JSON and forms become the type
 * of the parameter, text a {@code String}, and any body a {@code byte[]}; a body of another type than the parameter can be made of is answered with 415, and
 * a missing one with 400, unless the parameter is {@code @Nullable} or an {@code Optional}. A
 * member of the body is {@code @Payload("name")}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Payload(required = true)
public @interface Body {}
