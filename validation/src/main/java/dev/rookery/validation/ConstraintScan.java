package dev.rookery.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Valid;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a method may have constraints, its own or those of a contract. It reads annotations alone, so that a service without constraints
 * never loads what checks them; it may say yes too often, and never says no too often.
 */
final class ConstraintScan {
    private ConstraintScan() {}

    static boolean mayConstrain(Class<?> type, Method method) {
        return hierarchy(type).stream()
                .flatMap(declaring -> Arrays.stream(declaring.getDeclaredMethods()))
                .filter(candidate -> candidate.getName().equals(method.getName())
                        && candidate.getParameterCount() == method.getParameterCount())
                .anyMatch(ConstraintScan::isMarked);
    }

    private static Set<Class<?>> hierarchy(Class<?> type) {
        var all = new LinkedHashSet<Class<?>>();
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            all.add(current);
        }
        var pending = new ArrayList<>(all);
        while (!pending.isEmpty()) {
            for (var contract : pending.removeLast().getInterfaces()) {
                if (all.add(contract)) {
                    pending.add(contract);
                }
            }
        }
        return all;
    }

    private static boolean isMarked(Method method) {
        return anyConstraint(method.getAnnotations())
                || Arrays.stream(method.getParameters()).anyMatch(ConstraintScan::isMarked);
    }

    private static boolean isMarked(Parameter parameter) {
        return anyConstraint(parameter.getAnnotations()) || isMarked(parameter.getAnnotatedType());
    }

    private static boolean isMarked(AnnotatedType type) {
        if (anyConstraint(type.getAnnotations())) {
            return true;
        }
        return switch (type) {
            case AnnotatedParameterizedType generic ->
                Arrays.stream(generic.getAnnotatedActualTypeArguments()).anyMatch(ConstraintScan::isMarked);
            case AnnotatedArrayType array -> isMarked(array.getAnnotatedGenericComponentType());
            default -> false;
        };
    }

    private static boolean anyConstraint(Annotation[] annotations) {
        return Arrays.stream(annotations).map(Annotation::annotationType).anyMatch(ConstraintScan::isConstraint);
    }

    private static boolean isConstraint(Class<? extends Annotation> type) {
        return type == Valid.class || type.isAnnotationPresent(Constraint.class) || holdsConstraints(type);
    }

    /** Constraints that stand there several times are in a container, such as {@code @Size.List}. */
    private static boolean holdsConstraints(Class<? extends Annotation> type) {
        return List.of(type.getDeclaredMethods()).stream()
                .filter(member -> member.getName().equals("value"))
                .map(Method::getReturnType)
                .anyMatch(value -> value.isArray() && value.getComponentType().isAnnotationPresent(Constraint.class));
    }
}
