package dev.rookery.tck;

import dev.rookery.transport.Capability;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the capabilities without which a test makes no sense. The table of capabilities decides whether it is skipped; for a transport that is
 * not in the table, what the transporter declares.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Needs {

    /**
     * What the transport has to have.
     *
     * @return the capabilities
     */
    Capability[] value() default {};

    /**
     * What the transport must not have, because then something else happens.
     *
     * @return the capabilities
     */
    Capability[] without() default {};

    /**
     * Whether patterns may be anything. On Kafka they are names of topics, which may have no braces and no spaces.
     *
     * @return true if the test has patterns that are objects
     */
    boolean anyPattern() default false;
}
