package dev.rookery.handler.internal;

import dev.rookery.annotation.HandlerMapping;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.RookeryException;
import dev.rookery.handler.ControllerSource;
import dev.rookery.handler.HandlerDefinition;
import dev.rookery.handler.PatternNaming;
import dev.rookery.internal.Lineage;
import dev.rookery.pattern.Pattern;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        for (var method : Lineage.concreteMethods(controller.type())) {
            var bound = new HashSet<Binding>();
            for (var mapping : mappingsOf(controller.type(), method)) {
                var definition = define(controller, method, mapping);
                var added = definition.patterns().stream()
                        .filter(pattern -> bound.add(new Binding(definition.kind(), pattern.route())))
                        .toList();
                if (!added.isEmpty()) {
                    found.add(new HandlerDefinition(
                            controller, method, definition.kind(), added, definition.transportId()));
                }
            }
        }
        return found;
    }

    /** What a method is bound to. Who repeats what an overridden method says is bound once, as the nearest annotation says. */
    private record Binding(HandlerMapping.Kind kind, String route) {}

    /**
     * Whether a class has a method that wants to be a handler.
     *
     * @param type the class
     * @return the first such method
     */
    public static Optional<Method> anyHandler(Class<?> type) {
        return Lineage.concreteMethods(type).stream()
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
        return Lineage.of(type, method).reversed().stream()
                .flatMap(declared -> Arrays.stream(declared.getAnnotations()))
                .filter(annotation -> annotation.annotationType().isAnnotationPresent(HandlerMapping.class))
                .distinct()
                .toList();
    }

    /**
     * The patterns that a binding annotation names.
     *
     * @param annotation an annotation that carries {@link HandlerMapping}
     * @param type the class or interface at which the annotation was looked for
     * @param method the method
     * @return at least one pattern
     */
    public static List<Pattern> patternsOf(Annotation annotation, Class<?> type, Method method) {
        var naming = mapping(annotation).naming();
        var texts = naming == PatternNaming.class
                ? spelledOut(annotation, method)
                : named(naming, method).patternsOf(annotation, type, carrier(annotation, type, method));
        return texts.stream().map(text -> pattern(text, method)).toList();
    }

    private static List<String> spelledOut(Annotation annotation, Method method) {
        if (!(member(annotation, "value", method) instanceof String[] texts) || texts.length == 0) {
            throw new HandlerDefinitionException(describe(method) + " has a " + shortName(annotation)
                    + " without a pattern: give it one, as in \"{cmd: 'sum'}\"");
        }
        return List.of(texts);
    }

    private static PatternNaming named(Class<? extends PatternNaming> naming, Method method) {
        try {
            var constructor = naming.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new HandlerDefinitionException(
                    naming.getName() + ", which names the patterns of " + describe(method)
                            + ", cannot be made: it needs a constructor without parameters",
                    e);
        }
    }

    /** The method that carries an annotation: this one, or one that it overrides. */
    private static Method carrier(Annotation annotation, Class<?> type, Method method) {
        return Lineage.of(type, method).reversed().stream()
                .filter(declared -> Arrays.asList(declared.getAnnotations()).contains(annotation))
                .findFirst()
                .orElse(method);
    }

    private static HandlerMapping mapping(Annotation annotation) {
        return annotation.annotationType().getAnnotation(HandlerMapping.class);
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
        return new HandlerDefinition(
                controller, method, kind, patternsOf(mapping, controller.type(), method), transport);
    }

    /**
     * What a binding annotation binds to.
     *
     * @param annotation an annotation that carries {@link HandlerMapping}
     * @return requests or events
     */
    public static HandlerMapping.Kind mappingKind(Annotation annotation) {
        return mapping(annotation).value();
    }

    /**
     * Whether an annotation of a handler means something on one transport alone, so that its method cannot serve on any other.
     *
     * @param definition the handler
     * @return true if it has an annotation whose {@link HandlerMapping#transport} is the one that it is bound to
     */
    public static boolean isOfOneTransport(HandlerDefinition definition) {
        return ownMappings(definition).findAny().isPresent();
    }

    /**
     * Whether that transport is a door.
     *
     * @param definition the handler
     * @return true if its annotation is that of a door
     */
    public static boolean isBehindDoor(HandlerDefinition definition) {
        return ownMappings(definition).anyMatch(HandlerMapping::door);
    }

    /**
     * The type of a transport's contexts that a method asks for.
     *
     * @param method the method
     * @return the type; null if it asks for none
     */
    public static @Nullable Class<?> contextType(Method method) {
        return Arguments.contextType(method);
    }

    private static Stream<HandlerMapping> ownMappings(HandlerDefinition definition) {
        return mappingsOf(definition.controller().type(), definition.method()).stream()
                .map(HandlerDiscovery::mapping)
                .filter(mapping -> !mapping.transport().isEmpty()
                        && definition.transportId().equals(Optional.of(mapping.transport())));
    }

    private static Optional<String> mappingTransport(Annotation mapping, Method method) {
        var only = mapping(mapping).transport();
        if (!only.isEmpty()) {
            return Optional.of(only);
        }
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
