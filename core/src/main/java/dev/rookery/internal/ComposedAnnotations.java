package dev.rookery.internal;

import java.lang.annotation.Annotation;
import java.lang.annotation.Repeatable;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds annotations where they stand, in the containers of repeated ones, and on annotations that are composed of them. */
public final class ComposedAnnotations {
    private ComposedAnnotations() {}

    /**
     * Finds the annotations of a type.
     *
     * @param annotations where to look
     * @param type the type of annotation
     * @param <A> the type of annotation
     * @return those that stand there and those that these are composed of, in that order
     */
    public static <A extends Annotation> List<A> find(List<Annotation> annotations, Class<A> type) {
        var found = new ArrayList<A>();
        collect(annotations, type, found, new HashSet<>());
        return found;
    }

    private static <A extends Annotation> void collect(
            List<Annotation> annotations, Class<A> type, List<A> found, Set<Class<?>> seen) {
        for (var annotation : annotations) {
            if (type.isInstance(annotation)) {
                found.add(type.cast(annotation));
            } else if (isContainerOf(annotation, type)) {
                Arrays.stream(repeated(annotation)).map(type::cast).forEach(found::add);
            } else if (mayBeComposed(annotation) && seen.add(annotation.annotationType())) {
                collect(List.of(annotation.annotationType().getAnnotations()), type, found, seen);
                seen.remove(annotation.annotationType());
            }
        }
    }

    /**
     * Finds an annotation whose type carries another one.
     *
     * @param annotations where to look
     * @param carried what it carries
     * @return the first that stands there, or that these are composed of
     */
    public static Optional<Annotation> carrying(List<Annotation> annotations, Class<? extends Annotation> carried) {
        return carrying(annotations, carried, new HashSet<>());
    }

    private static Optional<Annotation> carrying(
            List<Annotation> annotations, Class<? extends Annotation> carried, Set<Class<?>> seen) {
        for (var annotation : annotations) {
            if (annotation.annotationType().isAnnotationPresent(carried)) {
                return Optional.of(annotation);
            }
            if (mayBeComposed(annotation) && seen.add(annotation.annotationType())) {
                var inner = carrying(List.of(annotation.annotationType().getAnnotations()), carried, seen);
                if (inner.isPresent()) {
                    return inner;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The text that an annotation has as its {@code value()}, where that is a text.
     *
     * @param annotation any annotation
     * @return the text
     */
    public static Optional<String> valueOf(Annotation annotation) {
        try {
            var value = annotation.annotationType().getMethod("value");
            value.setAccessible(true);
            return value.invoke(annotation) instanceof String text ? Optional.of(text) : Optional.empty();
        } catch (NoSuchMethodException none) {
            return Optional.empty();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(annotation + " cannot be read", e);
        }
    }

    private static boolean mayBeComposed(Annotation annotation) {
        return !annotation.annotationType().getName().startsWith("java.");
    }

    private static boolean isContainerOf(Annotation annotation, Class<? extends Annotation> type) {
        var repeatable = type.getAnnotation(Repeatable.class);
        return repeatable != null && repeatable.value() == annotation.annotationType();
    }

    private static Annotation[] repeated(Annotation container) {
        try {
            var value = container.annotationType().getMethod("value");
            value.setAccessible(true);
            return (Annotation[]) value.invoke(container);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(container + " cannot be read", e);
        }
    }

    /**
     * The annotations of elements that override each other.
     *
     * @param lineage the most general first
     * @return all of them, but of those of one type the nearest one's alone
     */
    public static List<Annotation> inherited(List<? extends AnnotatedElement> lineage) {
        Map<Class<?>, Annotation> nearest = new LinkedHashMap<>();
        for (var element : lineage.reversed()) {
            for (var annotation : element.getDeclaredAnnotations()) {
                nearest.putIfAbsent(annotation.annotationType(), annotation);
            }
        }
        return List.copyOf(nearest.values());
    }

    /**
     * The annotations of a parameter, and those that it inherits from the same parameter of overridden methods.
     *
     * @param lineage overridden methods first
     * @param index which parameter
     * @return all of them, but of those of one type the nearest one's alone
     */
    public static List<Annotation> ofParameter(List<Method> lineage, int index) {
        return inherited(
                lineage.stream().map(method -> method.getParameters()[index]).toList());
    }
}
