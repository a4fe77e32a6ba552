package dev.rookery.pipeline;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Knows which handlers have arguments to be checked. An artifact registers it under {@code META-INF/services} with the name of this
 * interface; {@code rookery-validation} does, for Jakarta Validation.
 *
 * <p>An implementation is public, and so is its constructor without parameters.
 */
public interface ArgumentValidatorFactory {

    /**
     * Looks at a handler. Called once for each, at start.
     *
     * @param controller the class of the controller
     * @param handler the method
     * @param arguments its parameters, in order
     * @return what checks its arguments; empty if there is nothing to check
     * @throws dev.rookery.error.HandlerDefinitionException if what the handler says cannot be checked
     */
    Optional<ArgumentValidator> validatorFor(Class<?> controller, Method handler, List<Argument> arguments);

    /**
     * A parameter, and what its value went through.
     *
     * @param metadata the parameter
     * @param pipes its pipes as they were declared, the global ones first, its own last
     */
    record Argument(ArgumentMetadata metadata, List<Pipe<?, ?>> pipes) {

        /** Copies the list. */
        public Argument {
            Objects.requireNonNull(metadata, "metadata");
            pipes = List.copyOf(pipes);
        }
    }
}
