package dev.rookery.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A class with its superclasses and contracts, and a method with those that it overrides: all that may carry annotations for a handler. */
public final class Lineage {
    private Lineage() {}

    /**
     * A class with what it inherits annotations from, the most general first.
     *
     * @param type a class
     * @return contracts and superclasses, then the class itself
     */
    public static List<Class<?>> of(Class<?> type) {
        return hierarchy(type).reversed();
    }

    /**
     * A method with those that it overrides, the most general first.
     *
     * @param type the class at which to begin
     * @param method a method of it
     * @return overridden methods, then the method itself
     */
    public static List<Method> of(Class<?> type, Method method) {
        return of(type).stream()
                .map(declaring -> declaredIn(declaring, method))
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * The methods of a class and its superclasses that can be called, the most derived of each signature. Bridges are no methods of their
     * own.
     *
     * @param type a class
     * @return the methods, those of the class itself first, by name
     */
    public static Collection<Method> concreteMethods(Class<?> type) {
        var methods = new LinkedHashMap<String, Method>();
        for (var current : hierarchy(type)) {
            var declared = current.getDeclaredMethods();
            Arrays.sort(declared, Comparator.comparing(Method::getName).thenComparing(Lineage::signature));
            for (var method : declared) {
                if (!method.isBridge()
                        && !method.isSynthetic()
                        && !Modifier.isAbstract(method.getModifiers())
                        && methods.values().stream().noneMatch(known -> isOverridden(method, known))) {
                    methods.putIfAbsent(signature(method), method);
                }
            }
        }
        return methods.values();
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

    private static boolean overrides(Method method, Method inherited) {
        var own = method.getParameterTypes();
        var others = inherited.getParameterTypes();
        if (own.length != others.length) {
            return false;
        }
        for (var index = 0; index < own.length; index++) {
            var generic = inherited.getGenericParameterTypes()[index] instanceof TypeVariable<?>;
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
}
