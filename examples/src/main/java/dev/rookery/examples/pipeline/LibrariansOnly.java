package dev.rookery.examples.pipeline;

import dev.rookery.annotation.UseInterceptors;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Several annotations in one; what Nest does by applyDecorators. */
@Retention(RetentionPolicy.RUNTIME)
@Allow("librarian")
@UseInterceptors(Audit.class)
@interface LibrariansOnly {}
