package dev.rookery.nats;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The queue group of a handler, or of all handlers of a controller: of the replicas in one group, each message goes to one. It goes before
 * {@link NatsOptions#queue}. Other transports take no notice of it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface NatsQueue {

    /**
     * The name of the group, as every replica gives it.
     *
     * @return the name, without spaces; empty for no group, so that every replica gets every message
     */
    String value();
}
