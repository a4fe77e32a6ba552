package dev.rookery.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.RookeryException;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a record has to do with a message: which component is which field, and how both are reached. */
final class RecordShape {
    private static final String ANNOTATIONS = "com.fasterxml.jackson.annotation.";
    private static final String BINDING = "tools.jackson.databind.annotation.";

    private static final ClassValue<Boolean> MAPPERS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return hasMappers(type.getAnnotations())
                    || Arrays.stream(type.getRecordComponents())
                            .anyMatch(component ->
                                    hasMappers(component.getAccessor().getAnnotations()));
        }
    };

    private RecordShape() {}

    /** Whether a record has annotations of the object mapper, and so is that one's business. */
    static boolean isMappers(Class<?> type) {
        return MAPPERS.get(type);
    }

    private static boolean hasMappers(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .map(annotation -> annotation.annotationType().getName())
                .anyMatch(name -> name.startsWith(ANNOTATIONS) || name.startsWith(BINDING));
    }

    /** The field of a component: of the same name in lowerCamel, or as the file writes it. */
    static FieldDescriptor field(Descriptor message, Class<?> type, String component) {
        for (var field : message.getFields()) {
            if (field.getJsonName().equals(component) || field.getName().equals(component)) {
                return field;
            }
        }
        throw new HandlerDefinitionException("The record " + type.getName() + " has a component " + component
                + ", and the message "
                + message.getFullName() + " no such field (expected: one of "
                + message.getFields().stream().map(FieldDescriptor::getJsonName).toList() + ")");
    }

    static MessageReader.Assembly constructor(Class<?> type) {
        var handle = handle(type);
        return values -> {
            try {
                return (Object) handle.invokeExact(values);
            } catch (RookeryException | Error own) {
                throw own;
            } catch (Throwable refused) { // by a compact constructor
                throw Misfit.expected("values that " + type.getSimpleName() + " takes", refused);
            }
        };
    }

    private static MethodHandle handle(Class<?> type) {
        var components = type.getRecordComponents();
        var parameters = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, parameters.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw unreachable(type, e);
        }
    }

    static MethodHandle accessor(RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return MethodHandles.lookup()
                    .unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException | RuntimeException e) {
            throw unreachable(component.getDeclaringRecord(), e);
        }
    }

    static @Nullable Object value(MethodHandle accessor, Object record) {
        try {
            return (Object) accessor.invokeExact(record);
        } catch (RuntimeException | Error own) {
            throw own;
        } catch (Throwable impossible) { // an accessor declares none
            throw new IllegalStateException(impossible);
        }
    }

    private static HandlerDefinitionException unreachable(Class<?> type, Exception e) {
        return new HandlerDefinitionException(
                "The record " + type.getName() + " cannot be reached: " + e.getMessage()
                        + "; open its package to dev.rookery.grpc, or make it public",
                e);
    }
}
