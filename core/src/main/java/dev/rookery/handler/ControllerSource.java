package dev.rookery.handler;

import dev.rookery.pipeline.ExecutionContext;
import java.util.Objects;
import java.util.function.Function;

/** Where the instance comes from whose methods handle messages: one for all of them, or one for each. */
public sealed interface ControllerSource {

    /**
     * The class of the controller.
     *
     * @return a class with handlers
     */
    Class<?> type();

    /**
     * One instance for all messages.
     *
     * @param instance the controller
     */
    record Shared(Object instance) implements ControllerSource {
        /** Checks the instance. */
        public Shared {
            Objects.requireNonNull(instance, "controller");
        }

        @Override
        public Class<?> type() {
            return instance.getClass();
        }
    }

    /**
     * An instance for each message, made when guards and pipes have let it pass.
     *
     * @param type the class of the controller
     * @param maker gives the instance for a message; called again if an interceptor calls the handler again. May block on a virtual thread
     */
    record PerMessage(Class<?> type, Function<? super ExecutionContext, ?> maker) implements ControllerSource {
        /** Checks the parts. */
        public PerMessage {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(maker, "maker");
        }
    }
}
