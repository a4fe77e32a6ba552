package dev.rookery.examples.pipeline;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Who may call a handler. Without it everybody may. */
@Retention(RetentionPolicy.RUNTIME)
@interface Allow {
    String[] value();
}
