package dev.rookery.web;

import dev.rookery.annotation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The data of the event: {@code @Payload} under the name that Nest has for it, so that pipes and validation are the same. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Payload
public @interface MessageBody {

    /**
     * The member of the data that is meant, as in {@code @MessageBody("id")}.
     *
     * @return a name; empty, the default, is the whole data
     */
    String value() default "";
}
