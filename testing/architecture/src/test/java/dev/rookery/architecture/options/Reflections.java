package dev.rookery.architecture.options;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done to options whose names are found at run time. */
final class Reflections {
    private Reflections() {}

    static @Nullable Object value(Record record, RecordComponent component) {
        return call(component.getAccessor(), record);
    }

    /** What a builder builds, or the options that this has. */
    static Record built(Object builder, Class<? extends Record> type) {
        var made = call(method(builder, "build", 0).orElseThrow(), builder);
        if (type.isInstance(made)) {
            return type.cast(made);
        }
        try {
            for (var field : made == null ? new Field[0] : made.getClass().getDeclaredFields()) {
                if (field.getType().equals(type)) {
                    field.setAccessible(true);
                    return type.cast(field.get(made));
                }
            }
        } catch (IllegalAccessException refused) {
            throw new IllegalStateException(refused);
        }
        throw new IllegalStateException(made + " has no " + type.getSimpleName());
    }

    /** The same record, but for some of its components. */
    static Record changed(Record record, Map<String, @Nullable Object> changes) {
        var components = record.getClass().getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = new @Nullable Object[components.length];
        for (var index = 0; index < components.length; index++) {
            var name = components[index].getName();
            values[index] = changes.containsKey(name) ? changes.get(name) : value(record, components[index]);
        }
        try {
            var constructor = record.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException failed) {
            throw thrown(failed);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Record changed(Record record, String name, @Nullable Object value) {
        var changes = new HashMap<String, @Nullable Object>();
        changes.put(name, value);
        return changed(record, changes);
    }

    /** A public method of a builder, which may be inherited from a class that is not. */
    static Optional<Method> method(Object builder, String name, int parameters) {
        return Arrays.stream(builder.getClass().getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                .filter(method -> !method.isBridge())
                .findFirst();
    }

    static @Nullable Object call(Method method, Object target, @Nullable Object... arguments) {
        try {
            method.setAccessible(true);
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw thrown(failed);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RuntimeException thrown(InvocationTargetException failed) {
        if (failed.getCause() instanceof RuntimeException cause) {
            return cause;
        }
        return new IllegalStateException(failed);
    }
}
