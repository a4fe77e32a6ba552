package dev.rookery.mqtt;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * At which quality of service a handler's patterns are subscribed to, in place of {@link MqttSubscribeOptions#qos}: what Nest calls
 * {@code extras.qos}. On a class it goes for all its handlers. On other transports it has no meaning.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface MqttQos {

    /**
     * The quality of service.
     *
     * @return 0 (at most once), 1 (at least once) or 2 (exactly once)
     */
    int value();
}
