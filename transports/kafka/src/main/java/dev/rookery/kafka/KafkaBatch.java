package dev.rookery.kafka;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives an event handler several messages of one partition at once, those that have come already: its payload is a {@code List<T>}. Their contexts
 * are {@link KafkaContext#items()}. All are done when the handler returns. Where it fails, the batch is tried again, and in the end each of its
 * messages alone. A request comes as a list of its own, and is answered with what the handler returns.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface KafkaBatch {

    /**
     * The most messages at once.
     *
     * @return at least 1; default 500, which is what the driver fetches at once
     */
    int max() default 500;
}
