package dev.rookery.examples.pipeline;

import dev.rookery.annotation.ResolvedBy;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Gives a parameter the user of the message. */
@Retention(RetentionPolicy.RUNTIME)
@ResolvedBy(CurrentUserResolver.class)
@interface CurrentUser {
    String fallback() default "nobody";
}
