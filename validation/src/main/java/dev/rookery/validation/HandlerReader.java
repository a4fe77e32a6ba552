package dev.rookery.validation;

import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentValidatorFactory.Argument;
import dev.rookery.pipeline.HandlerAnnotations;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import jakarta.validation.metadata.MethodDescriptor;
import jakarta.validation.metadata.ParameterDescriptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what of a handler is checked, with which options and for which groups. */
final class HandlerReader {
    private final Class<?> controller;
    private final Method method;
    private final List<Argument> arguments;
    private final Map<ValidationOptions, Validator> validators = new HashMap<>();

    HandlerReader(Class<?> controller, Method method, List<Argument> arguments) {
        this.controller = controller;
        this.method = method;
        this.arguments = arguments;
    }

    /** What decides with which others a parameter is checked. */
    private record Key(ValidationOptions options, List<Class<?>> groups) {}

    Optional<HandlerValidator> read() {
        Map<Key, List<CheckedParameter>> passes = new LinkedHashMap<>();
        for (var index = 0; index < arguments.size(); index++) {
            var argument = arguments.get(index);
            var options = optionsOf(argument);
            var checked = parameter(index, argument, options);
            if (checked.declared() || checked.shape() != null) {
                var groups = argument.metadata()
                        .annotation(ValidationGroups.class)
                        .map(annotation -> List.of(annotation.value()))
                        .orElse(options.groups());
                passes.computeIfAbsent(new Key(options, groups), key -> new ArrayList<>())
                        .add(checked);
            }
        }
        var together = together();
        together.ifPresent(key -> passes.putIfAbsent(key, new ArrayList<>()));
        return passes.isEmpty() ? Optional.empty() : Optional.of(validator(passes, together.orElse(null)));
    }

    private HandlerValidator validator(Map<Key, List<CheckedParameter>> passes, @Nullable Key together) {
        Map<ValidationOptions, List<Pass>> byOptions = new LinkedHashMap<>();
        passes.forEach((key, parameters) -> byOptions
                .computeIfAbsent(key.options(), options -> new ArrayList<>())
                .add(new Pass(
                        method,
                        validator(key.options()),
                        key.groups(),
                        parameters,
                        key.equals(together),
                        passes.size() == 1)));
        var checks = new ArrayList<HandlerValidator.Checks>();
        byOptions.forEach((options, own) -> checks.add(new HandlerValidator.Checks(options, own)));
        return new HandlerValidator(checks);
    }

    private Validator validator(ValidationOptions options) {
        return validators.computeIfAbsent(options, ValidationOptions::validator);
    }

    static ValidationOptions optionsOf(Argument argument) {
        return pipeOf(argument).map(ValidationPipe::options).orElse(ValidationOptions.DEFAULT);
    }

    static Optional<ValidationPipe> pipeOf(Argument argument) {
        return argument.pipes().reversed().stream()
                .filter(ValidationPipe.class::isInstance)
                .map(ValidationPipe.class::cast)
                .findFirst();
    }

    private @Nullable MethodDescriptor descriptor(Validator validator) {
        return validator
                .getConstraintsForClass(controller)
                .getConstraintsForMethod(method.getName(), method.getParameterTypes());
    }

    // ---- parameters ----

    private CheckedParameter parameter(int index, Argument argument, ValidationOptions options) {
        var metadata = argument.metadata();
        var validator = validator(options);
        var described = descriptor(validator);
        var descriptor =
                described == null ? null : described.getParameterDescriptors().get(index);
        var declared = descriptor != null && isConstrained(descriptor);
        var cascaded = descriptor != null && isCascaded(descriptor);
        var shape = pipeOf(argument).isEmpty() || cascaded || metadata.kind() != ArgumentMetadata.Kind.PAYLOAD
                ? null
                : Shape.of(metadata.type(), validator).orElse(null);
        return new CheckedParameter(index, metadata, declared, shape, isRequired(argument, validator, descriptor));
    }

    private static boolean isConstrained(ParameterDescriptor descriptor) {
        return descriptor.hasConstraints()
                || descriptor.isCascaded()
                || !descriptor.getConstrainedContainerElementTypes().isEmpty();
    }

    private static boolean isCascaded(ParameterDescriptor descriptor) {
        return descriptor.isCascaded()
                || descriptor.getConstrainedContainerElementTypes().stream().anyMatch(HandlerReader::isCascaded);
    }

    private static boolean isCascaded(ContainerElementTypeDescriptor element) {
        return element.isCascaded()
                || element.getConstrainedContainerElementTypes().stream().anyMatch(HandlerReader::isCascaded);
    }

    /** With the pipe, a payload has to be there where its type has constraints, which are those of an object that is there. */
    private static boolean isRequired(
            Argument argument, Validator validator, @Nullable ParameterDescriptor descriptor) {
        var metadata = argument.metadata();
        return pipeOf(argument).isPresent()
                && metadata.kind() == ArgumentMetadata.Kind.PAYLOAD
                && !metadata.isNullable()
                && Shape.of(metadata.type(), validator).orElse(null) instanceof Shape.Bean bean
                && validator.getConstraintsForClass(bean.type()).isBeanConstrained()
                && !hasNotNull(descriptor);
    }

    private static boolean hasNotNull(@Nullable ParameterDescriptor descriptor) {
        return descriptor != null
                && descriptor.getConstraintDescriptors().stream()
                        .map(ConstraintDescriptor::getAnnotation)
                        .map(Annotation::annotationType)
                        .anyMatch(NotNull.class::equals);
    }

    // ---- several parameters together ----

    /** What is said of several parameters together goes with the method's groups, and with the options of the first parameter. */
    private Optional<Key> together() {
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        var options = optionsOf(arguments.getFirst());
        var descriptor = descriptor(validator(options));
        if (descriptor == null || !descriptor.getCrossParameterDescriptor().hasConstraints()) {
            return Optional.empty();
        }
        HandlerAnnotations annotations = arguments.getFirst().metadata().handler();
        return Optional.of(new Key(
                options,
                annotations
                        .nearest(ValidationGroups.class)
                        .map(annotation -> List.of(annotation.value()))
                        .orElse(options.groups())));
    }
}
