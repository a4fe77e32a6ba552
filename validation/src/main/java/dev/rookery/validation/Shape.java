package dev.rookery.validation;

import jakarta.validation.Validator;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where in a value of a type there are objects whose classes may have constraints. */
sealed interface Shape {

    /** Shows each such object, with its path. */
    void visit(@Nullable Object value, String path, BiConsumer<String, Object> visitor);

    /** The object itself. */
    record Bean(Class<?> type) implements Shape {
        @Override
        public void visit(@Nullable Object value, String path, BiConsumer<String, Object> visitor) {
            if (value != null) {
                visitor.accept(path, value);
            }
        }
    }

    /** The elements of a collection or an array. */
    record Elements(Shape element) implements Shape {
        @Override
        public void visit(@Nullable Object value, String path, BiConsumer<String, Object> visitor) {
            var index = 0;
            if (value instanceof Collection<?> collection) {
                for (var each : collection) {
                    element.visit(each, path + "[" + index++ + "]", visitor);
                }
            } else if (value instanceof Object[] array) {
                for (var each : array) {
                    element.visit(each, path + "[" + index++ + "]", visitor);
                }
            }
        }
    }

    /** The values of a map. */
    record Values(Shape value) implements Shape {
        @Override
        public void visit(@Nullable Object map, String path, BiConsumer<String, Object> visitor) {
            if (map instanceof Map<?, ?> entries) {
                entries.forEach((key, each) -> value.visit(each, path + "[" + key + "]", visitor));
            }
        }
    }

    /** What is in an {@code Optional}. */
    record Present(Shape content) implements Shape {
        @Override
        public void visit(@Nullable Object value, String path, BiConsumer<String, Object> visitor) {
            if (value instanceof Optional<?> optional) {
                content.visit(optional.orElse(null), path, visitor);
            }
        }
    }

    /** The shape of a type, as far as can be told without looking at constraints. */
    static Optional<Shape> of(Type type) {
        return of(type, any -> true);
    }

    /** The shape of a type, without classes that can have no constraints since neither they nor, being final, a subclass has any. */
    static Optional<Shape> of(Type type, Validator validator) {
        return of(
                type,
                bean -> !java.lang.reflect.Modifier.isFinal(bean.getModifiers())
                        || validator.getConstraintsForClass(bean).isBeanConstrained());
    }

    private static Optional<Shape> of(Type type, Predicate<Class<?>> mayHaveConstraints) {
        return switch (type) {
            case Class<?> array
            when array.isArray() ->
                of(array.getComponentType(), mayHaveConstraints).map(Elements::new);
            case Class<?> bean ->
                isPlain(bean) || !mayHaveConstraints.test(bean) ? Optional.empty() : Optional.of(new Bean(bean));
            case GenericArrayType array ->
                of(array.getGenericComponentType(), mayHaveConstraints).map(Elements::new);
            case ParameterizedType generic -> ofGeneric(generic, mayHaveConstraints);
            case WildcardType wildcard -> of(wildcard.getUpperBounds()[0], mayHaveConstraints);
            case TypeVariable<?> variable -> of(variable.getBounds()[0], mayHaveConstraints);
            default -> Optional.empty();
        };
    }

    private static Optional<Shape> ofGeneric(ParameterizedType type, Predicate<Class<?>> mayHaveConstraints) {
        var raw = (Class<?>) type.getRawType();
        var last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (Collection.class.isAssignableFrom(raw)) {
            return of(last, mayHaveConstraints).map(Elements::new);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return of(last, mayHaveConstraints).map(Values::new);
        }
        return raw == Optional.class ? of(last, mayHaveConstraints).map(Present::new) : of(raw, mayHaveConstraints);
    }

    private static boolean isPlain(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || type.getName().startsWith("java.")
                || type.getName().startsWith("tools.jackson.");
    }
}
