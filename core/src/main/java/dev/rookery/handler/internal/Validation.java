package dev.rookery.handler.internal;

import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.handler.HandlerDefinition;
import dev.rookery.pipeline.ArgumentValidator;
import dev.rookery.pipeline.ArgumentValidatorFactory;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds who checks the arguments of a handler, and makes sure that somebody does where the handler wants it. */
final class Validation {
    private static final String JAKARTA = "jakarta.validation.";
    private static final List<ArgumentValidatorFactory> FACTORIES =
            ServiceLoader.load(ArgumentValidatorFactory.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private Validation() {}

    static @Nullable ArgumentValidator of(HandlerDefinition definition, Arguments arguments) {
        var required = RequiredPayload.of(arguments);
        if (FACTORIES.isEmpty()) {
            rejectConstraints(definition, arguments);
            return required.orElse(null);
        }
        var described = arguments.all().stream()
                .map(argument -> new ArgumentValidatorFactory.Argument(argument.metadata(), argument.pipes()))
                .toList();
        var found = FACTORIES.stream()
                .map(factory -> factory.validatorFor(definition.controller().type(), definition.method(), described));
        return Stream.concat(found, Stream.of(required))
                .flatMap(Optional::stream)
                .reduce(Validation::both)
                .orElse(null);
    }

    private static ArgumentValidator both(ArgumentValidator first, ArgumentValidator second) {
        return (controller, arguments) -> {
            first.validate(controller, arguments);
            second.validate(controller, arguments);
        };
    }

    private static void rejectConstraints(HandlerDefinition definition, Arguments arguments) {
        for (var argument : arguments.all()) {
            for (var annotation : argument.metadata().annotations()) {
                if (isConstraint(annotation)) {
                    throw new HandlerDefinitionException(definition.describe() + " has @"
                            + annotation.annotationType().getSimpleName() + " on its parameter "
                            + argument.metadata().parameter().getName()
                            + ", and nothing on the class path checks it: add dev.rookery:rookery-validation");
                }
            }
        }
    }

    /** By name, since core does not know Jakarta Validation. */
    private static boolean isConstraint(Annotation annotation) {
        var type = annotation.annotationType();
        return type.getName().equals(JAKARTA + "Valid")
                || List.of(type.getAnnotations()).stream()
                        .anyMatch(meta -> meta.annotationType().getName().equals(JAKARTA + "Constraint"));
    }
}
