package dev.rookery.module;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The annotated members of a class and its superclasses: those of superclasses first, in the order of their names, ready to be used. */
final class MembersOf {
    private MembersOf() {}

    static List<Field> fields(Class<?> type, List<Class<? extends Annotation>> annotations) {
        return classes(type).stream()
                .flatMap(current ->
                        Arrays.stream(current.getDeclaredFields()).sorted(Comparator.comparing(Field::getName)))
                .filter(field -> annotations.stream().anyMatch(field::isAnnotationPresent))
                .peek(ProvidesMethod::makeAccessible)
                .toList();
    }

    /** A method that a subclass overrides counts as the subclass has it. */
    static List<Method> methods(Class<?> type, Class<? extends Annotation> annotation) {
        var classes = classes(type);
        return classes.stream()
                .flatMap(current -> Arrays.stream(current.getDeclaredMethods())
                        .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString)))
                .filter(method -> method.isAnnotationPresent(annotation) && !method.isBridge())
                .filter(method -> classes.stream().noneMatch(other -> overrides(other, method)))
                .peek(ProvidesMethod::makeAccessible)
                .toList();
    }

    private static boolean overrides(Class<?> type, Method method) {
        return type != method.getDeclaringClass()
                && method.getDeclaringClass().isAssignableFrom(type)
                && !Modifier.isPrivate(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(other -> other.getName().equals(method.getName())
                                && Arrays.equals(other.getParameterTypes(), method.getParameterTypes()));
    }

    private static List<Class<?>> classes(Class<?> type) {
        var found = new ArrayList<Class<?>>();
        for (Class<?> current = type; current != null && current != Object.class; current = current.getSuperclass()) {
            found.addFirst(current);
        }
        return found;
    }
}
