package dev.rookery.validation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The groups whose constraints are checked, as in {@code @Valid @ValidationGroups(Create.class) Order order}. Of parameter, method and
 * controller, the nearest holds. Default: those of the {@link ValidationPipe}, else {@code jakarta.validation.groups.Default}, which is among
 * others only where it is named.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface ValidationGroups {

    /**
     * The groups.
     *
     * @return interfaces
     */
    Class<?>[] value();
}
