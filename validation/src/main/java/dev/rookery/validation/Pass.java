package dev.rookery.validation;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.executable.ExecutableValidator;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a handler that are checked together, for the same groups. */
final class Pass {
    private final Method method;
    private final Validator validator;
    private final ExecutableValidator executables;
    private final Class<?>[] groups;
    private final List<CheckedParameter> parameters;
    private final boolean declared;
    private final boolean together;
    private final boolean alone;

    /**
     * Makes it ready.
     *
     * @param together whether it also checks what is said of several parameters together
     * @param alone whether there is no other pass, so that arguments and violations need not be told apart
     */
    Pass(
            Method method,
            Validator validator,
            List<Class<?>> groups,
            List<CheckedParameter> parameters,
            boolean together,
            boolean alone) {
        this.method = method;
        this.validator = validator;
        this.executables = validator.forExecutables();
        this.groups = groups.toArray(Class<?>[]::new);
        this.parameters = List.copyOf(parameters);
        this.declared = together || parameters.stream().anyMatch(CheckedParameter::declared);
        this.together = together;
        this.alone = alone;
    }

    void check(Object controller, @Nullable Object[] arguments, List<Violation> found) {
        if (declared) {
            var own = alone || together ? arguments : withoutOthers(arguments);
            executables.validateParameters(controller, method, own, groups).forEach(violation -> add(violation, found));
        }
        for (var parameter : parameters) {
            checkPayload(parameter, arguments[parameter.index()], found);
        }
    }

    /** Other passes check the other parameters. Primitives stay, since null is none of them; their violations are left out. */
    private @Nullable Object[] withoutOthers(@Nullable Object[] arguments) {
        var own = arguments.clone();
        for (var index = 0; index < own.length; index++) {
            if (find(index) == null && !method.getParameterTypes()[index].isPrimitive()) {
                own[index] = null;
            }
        }
        return own;
    }

    private void add(ConstraintViolation<?> violation, List<Violation> found) {
        var path = violation.getPropertyPath();
        var index = Paths.parameterOf(path);
        var parameter = index == null ? null : find(index);
        if (parameter != null) {
            var place = Paths.isWholeParameter(path)
                    ? parameter.metadata().place()
                    : Paths.inParameter(parameter.start(), path);
            found.add(new Violation(place, violation.getMessage(), violation));
        } else if (index == null && together) {
            found.add(new Violation("", violation.getMessage(), violation));
        }
    }

    private @Nullable CheckedParameter find(int index) {
        for (var parameter : parameters) {
            if (parameter.index() == index) {
                return parameter;
            }
        }
        return null;
    }

    private void checkPayload(CheckedParameter parameter, @Nullable Object value, List<Violation> found) {
        if (value == null && parameter.required()) {
            found.add(new Violation(parameter.metadata().place(), "must not be null", null));
        }
        if (parameter.shape() != null) {
            parameter.shape().visit(value, parameter.start(), (path, bean) -> {
                Set<ConstraintViolation<Object>> violations = validator.validate(bean, groups);
                violations.forEach(violation -> found.add(new Violation(
                        Paths.inValue(path, violation.getPropertyPath()),
                        Objects.requireNonNull(violation.getMessage()),
                        violation)));
            });
        }
    }
}
