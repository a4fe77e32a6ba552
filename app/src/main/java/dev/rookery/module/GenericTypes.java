package dev.rookery.module;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which generic type is a kind of which. */
final class GenericTypes {
    private static final Set<Class<?>> COLLECTIONS = Set.of(List.class, Set.class, Collection.class, Iterable.class);

    private GenericTypes() {}

    /** What a list, set, collection or iterable is of. */
    static Optional<Type> elementOf(Type type) {
        return type instanceof ParameterizedType generic
                        && generic.getRawType() instanceof Class<?> raw
                        && COLLECTIONS.contains(raw)
                ? Optional.of(bound(generic.getActualTypeArguments()[0]))
                : Optional.empty();
    }

    /** What a wildcard extends; anything else is itself. */
    static Type bound(Type type) {
        return type instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : type;
    }

    /** Whether a value of the first type can stand where the second is wanted; type arguments have to be the same. */
    static boolean isA(Type from, Type wanted) {
        if (from.equals(wanted)) {
            return true;
        }
        if (wanted instanceof Class<?> plain) {
            return plain.isAssignableFrom(Token.rawType(from));
        }
        return supertypes(from).anyMatch(supertype -> isA(supertype, wanted));
    }

    private static Stream<Type> supertypes(Type type) {
        var raw = Token.rawType(type);
        var variables = variablesOf(type, raw);
        return Stream.concat(Stream.ofNullable(raw.getGenericSuperclass()), Arrays.stream(raw.getGenericInterfaces()))
                .map(supertype -> resolved(supertype, variables));
    }

    private static Map<Type, Type> variablesOf(Type type, Class<?> raw) {
        var variables = new HashMap<Type, Type>();
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            for (var index = 0; index < arguments.length; index++) {
                variables.put(raw.getTypeParameters()[index], arguments[index]);
            }
        }
        return variables;
    }

    private static Type resolved(Type type, Map<Type, Type> variables) {
        return switch (type) {
            case TypeVariable<?> variable -> variables.getOrDefault(variable, variable);
            case ParameterizedType generic ->
                new Resolved(
                        generic.getRawType(),
                        Arrays.stream(generic.getActualTypeArguments())
                                .map(argument -> resolved(argument, variables))
                                .toArray(Type[]::new),
                        generic.getOwnerType());
            default -> type;
        };
    }

    /** A generic type that stands in no source; equal to one that does. */
    private static final class Resolved implements ParameterizedType {
        private final Type raw;
        private final Type[] arguments;
        private final @Nullable Type owner;

        Resolved(Type raw, Type[] arguments, @Nullable Type owner) {
            this.raw = raw;
            this.arguments = arguments;
            this.owner = owner;
        }

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.clone();
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        @SuppressWarnings("NullAway") // the JDK's own signature says nothing of null
        public @Nullable Type getOwnerType() {
            return owner;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ParameterizedType generic
                    && generic.getRawType().equals(raw)
                    && Objects.equals(generic.getOwnerType(), owner)
                    && Arrays.equals(generic.getActualTypeArguments(), arguments);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(arguments) ^ Objects.hashCode(owner) ^ raw.hashCode();
        }
    }
}
