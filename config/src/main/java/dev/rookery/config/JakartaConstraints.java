package dev.rookery.config;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.NoProviderFoundException;
import jakarta.validation.Path;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/**
 * Checks Jakarta Validation's constraints. The provider is looked for only when a record has some, so that those without need none.
 *
 * <p>Each record is checked when it is made, the inner ones first, so that {@code @Valid} makes no difference.
 */
final class JakartaConstraints implements Constraints {
    private @Nullable ValidatorFactory factory;

    @Override
    public void check(Object made, String prefix, Values values, Mistakes mistakes) {
        if (!hasConstraints(made.getClass())) {
            return;
        }
        try {
            check(factory().getValidator(), made, prefix, values, mistakes);
        } catch (NoProviderFoundException missing) {
            mistakes.add(made.getClass().getSimpleName()
                    + " has constraints, and nothing on the class path checks them:"
                    + " add org.hibernate.validator:hibernate-validator, or remove them");
        }
    }

    private ValidatorFactory factory() {
        var known = factory;
        if (known == null) {
            known = isHibernate()
                    ? Validation.byDefaultProvider()
                            .configure()
                            .messageInterpolator(new ParameterMessageInterpolator()) // there need not be an EL
                            .buildValidatorFactory()
                    : Validation.buildDefaultValidatorFactory();
            factory = known;
        }
        return known;
    }

    @Override
    public void close() {
        if (factory != null) {
            factory.close();
        }
    }

    private static boolean isHibernate() {
        return Constraints.isThere("org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator");
    }

    private static void check(Validator validator, Object made, String prefix, Values values, Mistakes mistakes) {
        validator.validate(made).stream()
                .map(violation -> told(violation, prefix, values))
                .sorted(Comparator.naturalOrder())
                .forEach(mistakes::add);
    }

    private static String told(ConstraintViolation<?> violation, String prefix, Values values) {
        var key = key(violation.getPropertyPath(), prefix);
        if (key.equals(prefix) || isOfGetter(violation)) {
            return prefix + " is refused by " + violation.getRootBeanClass().getSimpleName() + ": "
                    + violation.getMessage();
        }
        return values.find(key)
                        .filter(value -> !value.isEmpty())
                        .map(Value::told)
                        .orElseGet(() -> unset(key, violation))
                + ": " + violation.getMessage();
    }

    /** What a record computes of its components has no key. */
    private static boolean isOfGetter(ConstraintViolation<?> violation) {
        var property = violation.getPropertyPath().iterator().next().getName();
        return Arrays.stream(violation.getRootBeanClass().getRecordComponents())
                .noneMatch(component -> component.getName().equals(property));
    }

    private static String unset(String key, ConstraintViolation<?> violation) {
        var value = violation.getInvalidValue();
        return value == null || KeyNames.isSecret(key) || value instanceof Record
                ? key + " is not set"
                : key + " is " + value;
    }

    private static String key(Path path, String prefix) {
        var key = new StringBuilder(prefix);
        for (var node : path) {
            if (node.getIndex() != null) {
                key.append('[').append(node.getIndex()).append(']');
            } else if (node.getKey() != null) {
                key.append('.').append(node.getKey());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                key.append('.').append(KeyNames.kebab(node.getName()));
            }
        }
        return key.toString();
    }

    /** It may say yes too often, and never says no too often. */
    private static boolean hasConstraints(Class<?> type) {
        return isConstrained(type)
                || Arrays.stream(type.getDeclaredFields())
                        .anyMatch(field -> isConstrained(field) || isConstrained(field.getAnnotatedType()))
                || Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(getter -> isConstrained(getter) || isConstrained(getter.getAnnotatedReturnType()))
                || Arrays.stream(type.getInterfaces()).anyMatch(JakartaConstraints::hasConstraints);
    }

    private static boolean isConstrained(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation != Valid.class
                        && (annotation.isAnnotationPresent(Constraint.class) || holdsConstraints(annotation)));
    }

    /** Constraints that stand there several times are in a container, such as {@code @Pattern.List}. */
    private static boolean holdsConstraints(Class<? extends Annotation> annotation) {
        return Arrays.stream(annotation.getDeclaredMethods())
                .filter(member -> member.getName().equals("value"))
                .map(Method::getReturnType)
                .anyMatch(value -> value.isArray() && value.getComponentType().isAnnotationPresent(Constraint.class));
    }

    private static boolean isConstrained(AnnotatedType type) {
        var inner = type instanceof AnnotatedParameterizedType generic
                ? Arrays.stream(generic.getAnnotatedActualTypeArguments())
                : Stream.<AnnotatedType>empty();
        return isConstrained((AnnotatedElement) type) || inner.anyMatch(JakartaConstraints::isConstrained);
    }
}
