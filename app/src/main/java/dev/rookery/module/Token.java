package dev.rookery.module;

import dev.rookery.codec.TypeRef;
import jakarta.inject.Qualifier;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider is asked for by: a type, generics included, and perhaps a qualifier. Primitive types stand for their wrappers. Immutable.
 *
 * @param <T> the type
 */
public final class Token<T> {
    private final Type type;
    private final @Nullable Annotation qualifier;

    private Token(Type type, @Nullable Annotation qualifier) {
        this.type = type instanceof Class<?> plain
                ? MethodType.methodType(plain).wrap().returnType()
                : type;
        this.qualifier = qualifier;
        if (qualifier != null && !qualifier.annotationType().isAnnotationPresent(Qualifier.class)) {
            throw new WiringException(TypeNames.of(qualifier) + " is no qualifier: annotate "
                    + qualifier.annotationType().getName() + " with @Qualifier");
        }
    }

    static Token<?> of(Type type, @Nullable Annotation qualifier) {
        return new Token<>(type, qualifier);
    }

    /**
     * A type without a qualifier.
     *
     * @param type the type
     * @param <T> the type
     * @return the token
     */
    public static <T> Token<T> of(Class<T> type) {
        return new Token<>(type, null);
    }

    /**
     * A generic type without a qualifier.
     *
     * @param type the type, as in {@code new TypeRef<Store<Cat>>() {}}
     * @param <T> the type
     * @return the token
     */
    public static <T> Token<T> of(TypeRef<T> type) {
        return new Token<>(type.type(), null);
    }

    /**
     * A type with a name, as {@code @Named} gives it.
     *
     * @param name the name
     * @param type the type
     * @param <T> the type
     * @return the token
     */
    public static <T> Token<T> named(String name, Class<T> type) {
        return new Token<>(type, new NamedQualifier(Objects.requireNonNull(name, "name")));
    }

    /**
     * The same type with a qualifier.
     *
     * @param annotation an annotation whose type has {@code @Qualifier}
     * @return the token
     * @throws WiringException if the annotation is no qualifier
     */
    public Token<T> qualifiedBy(Annotation annotation) {
        return new Token<>(type, annotation);
    }

    /**
     * The type.
     *
     * @return a class, or a generic type
     */
    public Type type() {
        return type;
    }

    /**
     * The qualifier.
     *
     * @return an annotation, if there is one
     */
    public Optional<Annotation> qualifier() {
        return Optional.ofNullable(qualifier);
    }

    /**
     * The type without its generics.
     *
     * @return the class
     */
    public Class<?> rawType() {
        return rawType(type);
    }

    static Class<?> rawType(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> rawType(generic.getRawType());
            case GenericArrayType array ->
                rawType(array.getGenericComponentType()).arrayType();
            case TypeVariable<?> variable -> rawType(variable.getBounds()[0]);
            case WildcardType wildcard -> rawType(wildcard.getUpperBounds()[0]);
            default -> Object.class;
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Token<?> token && token.type.equals(type) && Objects.equals(token.qualifier, qualifier);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, qualifier);
    }

    /** As it stands before a parameter: {@code @Named("MATH") ClientProxy}. */
    @Override
    public String toString() {
        return (qualifier == null ? "" : TypeNames.of(qualifier) + " ") + TypeNames.of(type);
    }
}
