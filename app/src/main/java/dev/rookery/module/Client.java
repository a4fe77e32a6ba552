package dev.rookery.module;

import dev.rookery.transport.DefaultTransporter;
import dev.rookery.transport.Transporter;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;

/**
 * Injects a client into a field or a parameter, without a module that registers it: a {@code ClientProxy}, or a contract, whose client it
 * then is. There is one client for each module and transport. It connects at the first call and closes at shutdown.
 */
@Qualifier @Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Client {

    /**
     * What gives the transport. A provider of that class that is in sight is asked, else one is made, with what the module sees injected.
     *
     * @return a class; by default one that gives the default transport, TCP on {@code localhost:3000}
     */
    Class<? extends Supplier<? extends Transporter>> value() default Default.class;

    /** Gives the default transport of an artifact on the class path, as {@code rookery-tcp} has one. */
    final class Default implements Supplier<Transporter> {
        /** Loads nothing yet. */
        public Default() {}

        @Override
        public Transporter get() {
            return DefaultTransporter.load();
        }
    }
}
