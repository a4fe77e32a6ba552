package dev.rookery.handler;

import dev.rookery.annotation.HandlerMapping;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.RookeryException;
import dev.rookery.pattern.Pattern;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handlers of a class: methods with {@code @MessagePattern}, {@code @EventPattern} or any annotation that carries
 * {@link HandlerMapping}, on the method itself or on one that it overrides, in a superclass or a contract.
 */
public final class HandlerDiscovery {
    private HandlerDiscovery() {}

    /**
     * Finds the handlers of a controller, in the order of their names.
     *
     * @param controller the instance
     * @return one definition a method and annotation
     * @throws HandlerDefinitionException if an annotation is wrong, or a pattern
     */
    public static List<HandlerDefinition> handlersOf(Object controller) {
        return handlersOf(new ControllerSource.Shared(controller));
    }

    /**
     * Finds the handlers of a controller, in the order of their names.
     *
     * @param controller where the instance comes from
     * @return one definition a method and annotation
     * @throws HandlerDefinitionException if an annotation is wrong, or a pattern
     */
    public static List<HandlerDefinition> handlersOf(ControllerSource controller) {
        var found = new ArrayList<HandlerDefinition>();
        for (var method : concreteMethods(controller.type()).values()) {
            for (var mapping : mappingsOf(controller.type(), method)) {
                found.add(define(controller, method, mapping));
            }
        }
        return found;
    }

    /**
     * Whether a class has a method that wants to be a handler.
     *
     * @param type the class
     * @return the first such method
     */
    public static Optional<Method> anyHandler(Class<?> type) {
        return concreteMethods(type).values().stream()
                .filter(method -> !mappingsOf(type, method).isEmpty())
                .findFirst();
    }

    /**
     * The annotations that bind a method of a contract or a controller.
     *
     * @param type the class or interface at which to begin
     * @param method the method
     * @return the annotations, its own and inherited ones, each once
     */
    public static List<Annotation> mappingsOf(Class<?> type, Method method) {
        var found = new ArrayList<Annotation>();
        for (var declaring : hierarchy(type)) {
            var declared = declaredIn(declaring, method);
            if (declared == null) {
                continue;
            }
            for (var annotation : declared.getAnnotations()) {
                if (annotation.annotationType().isAnnotationPresent(HandlerMapping.class)
                        && !found.contains(annotation)) {
                    found.add(annotation);
                }
            }
        }
        return found;
    }

    /**
     * The patterns that a binding annotation names.
     *
     * @param annotation an annotation that carries {@link HandlerMapping}
     * @param method the method, for messages
     * @return at least one pattern
     */
    public static List<Pattern> patternsOf(Annotation annotation, Method method) {
        if (!(member(annotation, "value", method) instanceof String[] texts) || texts.length == 0) {
            throw new HandlerDefinitionException(describe(method) + " has a " + shortName(annotation)
                    + " without a pattern: give it one, as in \"{cmd: 'sum'}\"");
        }
        return Arrays.stream(texts).map(text -> pattern(text, method)).toList();
    }

    private static Pattern pattern(String text, Method method) {
        try {
            var pattern = Pattern.of(text);
            pattern.validateForHandler();
            return pattern;
        } catch (RookeryException e) {
            throw new HandlerDefinitionException(describe(method) + " cannot be bound: " + e.getMessage(), e);
        }
    }

    private static HandlerDefinition define(ControllerSource controller, Method method, Annotation mapping) {
        if (Modifier.isStatic(method.getModifiers())) {
            throw new HandlerDefinitionException(describe(method) + " is static: a handler is a method of an instance");
        }
        var kind = mappingKind(mapping);
        var transport = mappingTransport(mapping, method);
        return new HandlerDefinition(controller, method, kind, patternsOf(mapping, method), transport);
    }

    /**
     * What a binding annotation binds to.
     *
     * @param annotation an annotation that carries {@link HandlerMapping}
     * @return requests or events
     */
    public static HandlerMapping.Kind mappingKind(Annotation annotation) {
        return annotation.annotationType().getAnnotation(HandlerMapping.class).value();
    }

    private static Optional<String> mappingTransport(Annotation mapping, Method method) {
        return hasMember(mapping, "transport")
                        && member(mapping, "transport", method) instanceof String id
                        && !id.isEmpty()
                ? Optional.of(id)
                : Optional.empty();
    }

    private static boolean hasMember(Annotation annotation, String name) {
        return Arrays.stream(annotation.annotationType().getDeclaredMethods())
                .anyMatch(member -> member.getName().equals(name));
    }

    private static @Nullable Object member(Annotation annotation, String name, Method method) {
        try {
            var member = annotation.annotationType().getDeclaredMethod(name);
            member.setAccessible(true);
            return member.invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new HandlerDefinitionException(
                    shortName(annotation) + " on " + describe(method) + " needs a member String[] " + name + "()", e);
        }
    }

    private static String shortName(Annotation annotation) {
        return "@" + annotation.annotationType().getSimpleName();
    }

    /** The methods of a class and its superclasses that can be called, the most derived of each signature, in a stable order. */
    private static Map<String, Method> concreteMethods(Class<?> type) {
        var methods = new LinkedHashMap<String, Method>();
        for (var current : hierarchy(type)) {
            var declared = current.getDeclaredMethods();
            Arrays.sort(
                    declared,
                    java.util.Comparator.comparing(Method::getName).thenComparing(HandlerDiscovery::signature));
            for (var method : declared) {
                if (!method.isBridge()
                        && !method.isSynthetic()
                        && !Modifier.isAbstract(method.getModifiers())
                        && methods.values().stream().noneMatch(known -> isOverridden(method, known))) {
                    methods.putIfAbsent(signature(method), method);
                }
            }
        }
        return methods;
    }

    private static List<Class<?>> hierarchy(Class<?> type) {
        var classes = new ArrayList<Class<?>>();
        for (Class<?> current = type; current != null && current != Object.class; current = current.getSuperclass()) {
            classes.add(current);
        }
        for (var index = 0; index < classes.size(); index++) {
            for (var contract : classes.get(index).getInterfaces()) {
                if (!classes.contains(contract)) {
                    classes.add(contract);
                }
            }
        }
        return classes;
    }

    private static @Nullable Method declaredIn(Class<?> type, Method method) {
        if (method.getDeclaringClass() == type) {
            return method;
        }
        for (var candidate : type.getDeclaredMethods()) {
            if (candidate.getName().equals(method.getName())
                    && !candidate.isBridge()
                    && !Modifier.isPrivate(candidate.getModifiers())
                    && overrides(method, candidate)) {
                return candidate;
            }
        }
        return null;
    }

    /** Whether a method that was found first stands for this one of a superclass or contract, type arguments included. */
    private static boolean isOverridden(Method inherited, Method known) {
        return known.getName().equals(inherited.getName())
                && known.getDeclaringClass() != inherited.getDeclaringClass()
                && inherited.getDeclaringClass().isAssignableFrom(known.getDeclaringClass())
                && !Modifier.isPrivate(inherited.getModifiers())
                && !Modifier.isStatic(inherited.getModifiers())
                && overrides(known, inherited);
    }

    /**
     * A class or a method with what it inherits annotations from: superclasses and contracts, the most general first.
     *
     * @param type the class of a controller
     * @return all that may carry annotations for its handlers
     */
    static List<Class<?>> lineage(Class<?> type) {
        return hierarchy(type).reversed();
    }

    /**
     * A method with those that it overrides, the most general first.
     *
     * @param type the class of a controller
     * @param method a method of it
     * @return all that may carry annotations for the handler
     */
    static List<Method> lineage(Class<?> type, Method method) {
        return lineage(type).stream()
                .map(declaring -> declaredIn(declaring, method))
                .filter(Objects::nonNull)
                .toList();
    }

    private static boolean overrides(Method method, Method inherited) {
        var own = method.getParameterTypes();
        var others = inherited.getParameterTypes();
        if (own.length != others.length) {
            return false;
        }
        for (var index = 0; index < own.length; index++) {
            var generic = inherited.getGenericParameterTypes()[index] instanceof java.lang.reflect.TypeVariable<?>;
            if (own[index] != others[index] && !(generic && others[index].isAssignableFrom(own[index]))) {
                return false;
            }
        }
        return true;
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getName)
                        .collect(Collectors.joining(",", "(", ")"));
    }

    /**
     * A method as people write it: {@code MathController.sum(List)}.
     *
     * @param method the method
     * @return class, method and the types of the parameters
     */
    public static String describe(Method method) {
        return method.getDeclaringClass().getSimpleName()
                + "."
                + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
