package dev.rookery.pipeline;

import dev.rookery.internal.ComposedAnnotations;
import dev.rookery.internal.Lineage;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads the annotations of a handler: those of its method and of its controller, those that both inherit from superclasses and contracts,
 * and those that other annotations are composed of. An annotation of one's own, such as {@code @Roles("clerk")}, is all that a guard needs to
 * be told something; what Nest calls {@code Reflector}.
 *
 * <p>What was found is remembered. Safe for use by several threads.
 */
public final class HandlerAnnotations {
    private final List<Class<?>> controllers;
    private final List<Method> methods;
    private final Map<Class<?>, Optional<Annotation>> nearest = new ConcurrentHashMap<>();
    private final Map<Class<?>, List<? extends Annotation>> ofController = new ConcurrentHashMap<>();
    private final Map<Class<?>, List<? extends Annotation>> ofMethod = new ConcurrentHashMap<>();

    private HandlerAnnotations(Class<?> controller, Method method) {
        this.controllers = Lineage.of(controller);
        this.methods = Lineage.of(controller, method);
    }

    /**
     * Reads a handler.
     *
     * @param controller the class of the controller
     * @param method its method, which may be inherited
     * @return its annotations
     */
    public static HandlerAnnotations of(Class<?> controller, Method method) {
        return new HandlerAnnotations(controller, method);
    }

    /**
     * The nearest annotation of a type: the method's, else the controller's; what Nest calls {@code getAllAndOverride}.
     *
     * @param type the type of annotation
     * @param <A> the type of annotation
     * @return the annotation, if there is one
     */
    public <A extends Annotation> Optional<A> nearest(Class<A> type) {
        return nearest.computeIfAbsent(type, absent -> findNearest(type)).map(type::cast);
    }

    private Optional<Annotation> findNearest(Class<? extends Annotation> type) {
        return Stream.concat(methods.reversed().stream(), controllers.reversed().stream())
                .flatMap(element -> find(element, type).stream())
                .map(Annotation.class::cast)
                .findFirst();
    }

    /**
     * All annotations of a type; what Nest calls {@code getAll}.
     *
     * @param type the type of annotation
     * @param <A> the type of annotation
     * @return those of the controller, then those of the method
     */
    public <A extends Annotation> List<A> all(Class<A> type) {
        return Stream.concat(ofController(type).stream(), ofMethod(type).stream())
                .toList();
    }

    /**
     * What all annotations of a type say together; what Nest calls {@code getAllAndMerge}.
     *
     * @param type the type of annotation
     * @param said reads one of them, as in {@code roles -> List.of(roles.value())}
     * @param <A> the type of annotation
     * @param <T> what they say
     * @return each value once, the controller's first
     */
    public <A extends Annotation, T> Set<T> merged(Class<A> type, Function<? super A, ? extends Collection<T>> said) {
        var all = new LinkedHashSet<T>();
        all(type).forEach(annotation -> all.addAll(said.apply(annotation)));
        return all;
    }

    /**
     * The annotations of the controller, its superclasses and its contracts.
     *
     * @param type the type of annotation
     * @param <A> the type of annotation
     * @return the most general first
     */
    @SuppressWarnings("unchecked") // the key says the type
    public <A extends Annotation> List<A> ofController(Class<A> type) {
        return (List<A>) ofController.computeIfAbsent(type, absent -> find(controllers, type));
    }

    /**
     * The annotations of the method, and of those that it overrides.
     *
     * @param type the type of annotation
     * @param <A> the type of annotation
     * @return the most general first
     */
    @SuppressWarnings("unchecked") // the key says the type
    public <A extends Annotation> List<A> ofMethod(Class<A> type) {
        return (List<A>) ofMethod.computeIfAbsent(type, absent -> find(methods, type));
    }

    private static <A extends Annotation> List<A> find(List<? extends AnnotatedElement> elements, Class<A> type) {
        return elements.stream()
                .flatMap(element -> find(element, type).stream())
                .toList();
    }

    private static <A extends Annotation> List<A> find(AnnotatedElement element, Class<A> type) {
        return ComposedAnnotations.find(List.of(element.getDeclaredAnnotations()), type);
    }
}
