package dev.rookery.module;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the container makes a class: its constructor, what is injected into it, and what is called at its begin and its end. */
final class ClassBlueprint {
    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<Field> fields;
    private final List<Method> setters;
    private final List<Method> begin;
    private final List<Method> end;
    private final List<Dependency> dependencies = new ArrayList<>();

    private ClassBlueprint(Class<?> type) {
        this.type = type;
        this.constructor = constructorOf(type);
        this.fields = MembersOf.fields(type, List.of(Inject.class, Client.class));
        this.setters = MembersOf.methods(type, Inject.class);
        this.begin = callbacks(type, PostConstruct.class);
        this.end = callbacks(type, PreDestroy.class).reversed();
        dependencies.addAll(Dependency.ofParameters(type.getSimpleName(), constructor, " of its constructor"));
        for (var field : fields) {
            if (Modifier.isFinal(field.getModifiers()) || Modifier.isStatic(field.getModifiers())) {
                throw new WiringException("The field " + field.getName() + " of " + type.getSimpleName()
                        + (field.isAnnotationPresent(Inject.class) ? " has @Inject" : " has @Client")
                        + " and is final or static: inject it through the constructor");
            }
            dependencies.add(Dependency.of(
                    type.getSimpleName(), field.getGenericType(), field, "in its field " + field.getName()));
        }
        for (var setter : setters) {
            dependencies.addAll(
                    Dependency.ofParameters(type.getSimpleName(), setter, " of its method " + setter.getName()));
        }
    }

    /**
     * Reads a class.
     *
     * @throws WiringException if it cannot be made
     */
    static ClassBlueprint of(Class<?> type) {
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            throw new WiringException(type.getSimpleName() + " is " + (type.isInterface() ? "an interface" : "abstract")
                    + " and cannot be made: name a concrete class, or write a @Provides method that returns it");
        }
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            throw new WiringException(
                    type.getSimpleName() + " is an inner class and cannot be made without an instance of "
                            + type.getEnclosingClass().getSimpleName() + ": make it static");
        }
        return new ClassBlueprint(type);
    }

    /** A private constructor beside one public one is what a builder or a factory method uses. */
    private static List<Constructor<?>> onlyOrPublic(Constructor<?>[] all) {
        return all.length == 1
                ? List.of(all)
                : Arrays.stream(all)
                        .filter(candidate -> !Modifier.isPrivate(candidate.getModifiers()))
                        .toList();
    }

    private static Constructor<?> constructorOf(Class<?> type) {
        var all = type.getDeclaredConstructors();
        var marked = Arrays.stream(all)
                .filter(candidate -> candidate.isAnnotationPresent(Inject.class))
                .toList();
        var candidates = marked.isEmpty() ? onlyOrPublic(all) : marked;
        if (candidates.size() != 1) {
            throw new WiringException(type.getSimpleName() + " has " + all.length + " constructors, and "
                    + marked.size() + " of them with @Inject: annotate one with @Inject");
        }
        var chosen = candidates.getFirst();
        ProvidesMethod.makeAccessible(chosen);
        return chosen;
    }

    private static List<Method> callbacks(Class<?> type, Class<? extends Annotation> annotation) {
        var found = MembersOf.methods(type, annotation);
        for (var method : found) {
            if (method.getParameterCount() > 0 || Modifier.isStatic(method.getModifiers())) {
                throw new WiringException(TypeNames.of(method) + " has @" + annotation.getSimpleName()
                        + " and is static or has parameters: make it a method of the instance without parameters");
            }
        }
        return found;
    }

    Class<?> type() {
        return type;
    }

    List<Dependency> dependencies() {
        return dependencies;
    }

    Object make(List<@Nullable Object> arguments) throws InvocationTargetException, ReflectiveOperationException {
        var used = constructor.getParameterCount();
        var instance = constructor.newInstance(arguments.subList(0, used).toArray());
        for (var field : fields) {
            field.set(instance, arguments.get(used));
            used++;
        }
        for (var setter : setters) {
            var next = used + setter.getParameterCount();
            setter.invoke(instance, arguments.subList(used, next).toArray());
            used = next;
        }
        for (var method : begin) {
            method.invoke(instance);
        }
        return instance;
    }

    /** The methods with {@code @PreDestroy}, those of the class itself first. */
    List<Method> end() {
        return end;
    }
}
