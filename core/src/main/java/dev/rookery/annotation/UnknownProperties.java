package dev.rookery.annotation;

import dev.rookery.codec.UnknownPolicy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What becomes of properties of the payload that the type of the parameter does not declare. Of parameter, method and controller, the nearest
 * holds. Default: what {@code JsonPacketCodec.builder().unknownProperties(…)} says, and by default they are ignored.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface UnknownProperties {

    /**
     * Whether they are ignored or refused.
     *
     * @return the policy
     */
    UnknownPolicy value();
}
