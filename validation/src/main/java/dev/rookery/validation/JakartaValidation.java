package dev.rookery.validation;

import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.handler.internal.HandlerDiscovery;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentValidator;
import dev.rookery.pipeline.ArgumentValidatorFactory;
import dev.rookery.pipeline.ComponentStandIn;
import jakarta.validation.ValidationException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * Finds the handlers whose arguments Jakarta Validation has to check: those with {@code @Valid} or constraints on parameters, their own or
 * inherited from a contract, and those with a {@link ValidationPipe}. Found by core; nobody else needs it. Hibernate Validator is loaded when
 * the first such handler is.
 */
public final class JakartaValidation implements ArgumentValidatorFactory {

    /** Made by core. */
    public JakartaValidation() {}

    @Override
    public Optional<ArgumentValidator> validatorFor(Class<?> controller, Method handler, List<Argument> arguments) {
        arguments.forEach(argument -> rejectPerMessage(handler, argument));
        if (arguments.isEmpty() || !mayBeChecked(controller, handler, arguments)) {
            return Optional.empty();
        }
        try {
            return new HandlerReader(controller, handler, arguments).read().map(ArgumentValidator.class::cast);
        } catch (ValidationException error) {
            throw new HandlerDefinitionException(
                    HandlerDiscovery.describe(handler) + " has constraints that cannot be checked: "
                            + error.getMessage(),
                    error);
        }
    }

    /** Without a look at what Hibernate Validator knows, which would load it. */
    private static boolean mayBeChecked(Class<?> controller, Method handler, List<Argument> arguments) {
        return ConstraintScan.mayConstrain(controller, handler)
                || arguments.stream().anyMatch(JakartaValidation::hasPipe);
    }

    private static boolean hasPipe(Argument argument) {
        return HandlerReader.pipeOf(argument).isPresent()
                && argument.metadata().kind() == ArgumentMetadata.Kind.PAYLOAD
                && Shape.of(argument.metadata().type()).isPresent();
    }

    private static void rejectPerMessage(Method handler, Argument argument) {
        for (var pipe : argument.pipes()) {
            if (!(pipe instanceof ValidationPipe) && ComponentStandIn.typeOf(pipe) == ValidationPipe.class) {
                throw new HandlerDefinitionException(HandlerDiscovery.describe(handler)
                        + " has a ValidationPipe that is made for each message (expected: one for all: its options are"
                        + " read at start)");
            }
        }
    }
}
