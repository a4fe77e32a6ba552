package dev.rookery.module;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What takes the place of something in the modules of an application, without a change to them. It is there for tests, where
 * {@code RookeryTest} of {@code rookery-test} builds it; a program may as well start the same modules with another clock by it.
 *
 * <p>One that matches nothing is a mistake at start, since it would be believed to work. What a lazily loaded module alone has is not seen at
 * start: import that module in the test. Immutable.
 */
public final class Overrides {
    /** Nothing is overridden. */
    public static final Overrides NONE = builder().build();

    private final Map<Object, Replacement> providers;
    private final Map<Class<?>, Replacement> components;
    private final Map<Object, Object> modules;
    private final @Nullable Function<Token<?>, Optional<Object>> missing;

    private Overrides(Builder builder) {
        this.providers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.providers));
        this.components = Collections.unmodifiableMap(new LinkedHashMap<>(builder.components));
        this.modules = Collections.unmodifiableMap(new LinkedHashMap<>(builder.modules));
        this.missing = builder.missing;
    }

    /** By token, or by the name of a {@code @Named}. */
    Map<Object, Replacement> providers() {
        return providers;
    }

    Map<Class<?>, Replacement> components() {
        return components;
    }

    /** Classes and {@link DynamicModule}s, on both sides. */
    Map<Object, Object> modules() {
        return modules;
    }

    @Nullable Function<Token<?>, Optional<Object>> missing() {
        return missing;
    }

    /** Names what is overridden. */
    @Override
    public String toString() {
        return Stream.of(providers, components, modules)
                .flatMap(overridden -> overridden.keySet().stream())
                .map(key -> key instanceof Class<?> type ? type.getSimpleName() : key.toString())
                .collect(Collectors.joining(", ", "Overrides of ", missing == null ? "" : ", and of what is missing"));
    }

    /**
     * Begins with nothing.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds overrides; of two for the same, the later one counts. Used by one thread. */
    public static final class Builder {
        private final Map<Object, Replacement> providers = new LinkedHashMap<>();
        private final Map<Class<?>, Replacement> components = new LinkedHashMap<>();
        private final Map<Object, Object> modules = new LinkedHashMap<>();
        private @Nullable Function<Token<?>, Optional<Object>> missing;

        private Builder() {}

        /**
         * Gives a value in place of what modules provide under a type without a qualifier: in each module that does. Who sees it stays the
         * same. It is made once, whatever the scope was.
         *
         * @param type what it is asked for by
         * @param value the value
         * @param <T> its type
         * @return this builder
         */
        public <T> Builder provider(Class<T> type, T value) {
            return provider(Token.of(type), value);
        }

        /**
         * Gives a class in place of what modules provide under a type without a qualifier. The container makes it, with what that module
         * sees, in the scope that the class says.
         *
         * @param type what it is asked for by
         * @param with a concrete class
         * @param <T> its type
         * @return this builder
         */
        public <T> Builder provider(Class<T> type, Class<? extends T> with) {
            return provider(Token.of(type), with);
        }

        /**
         * Gives a value in place of what modules provide.
         *
         * @param token what it is asked for by
         * @param value the value
         * @param <T> its type
         * @return this builder
         */
        public <T> Builder provider(Token<T> token, T value) {
            return replace(token, new Replacement.Instance(Objects.requireNonNull(value, "value")));
        }

        /**
         * Gives a class in place of what modules provide.
         *
         * @param token what it is asked for by
         * @param with a concrete class
         * @param <T> its type
         * @return this builder
         */
        public <T> Builder provider(Token<T> token, Class<? extends T> with) {
            return replace(token, new Replacement.Made(Objects.requireNonNull(with, "with")));
        }

        /**
         * Gives a value in place of all that modules provide with a name, whatever its type.
         *
         * @param name the name that {@code @Named} asks for
         * @param value the value, which has to be of the type that is provided
         * @return this builder
         */
        public Builder provider(String name, Object value) {
            return replace(name, new Replacement.Instance(Objects.requireNonNull(value, "value")));
        }

        /**
         * Gives a class in place of all that modules provide with a name, whatever its type.
         *
         * @param name the name that {@code @Named} asks for
         * @param with a concrete class, which has to be of the type that is provided
         * @return this builder
         */
        public Builder provider(String name, Class<?> with) {
            return replace(name, new Replacement.Made(Objects.requireNonNull(with, "with")));
        }

        /**
         * Gives what a definition says in place of what modules provide under its token: a factory, an asynchronous one, another scope.
         *
         * @param definition how to come to it; what it needs has to be in sight of each module that provides the token
         * @return this builder
         */
        public Builder provider(ProviderDefinition<?> definition) {
            return replace(definition.token(), new Replacement.Defined(definition));
        }

        private Builder replace(Object key, Replacement replacement) {
            providers.put(Objects.requireNonNull(key, "what is overridden"), replacement);
            return this;
        }

        /**
         * Gives an instance in place of a guard, pipe, interceptor or filter: wherever an annotation names its class, and where a module
         * provides it.
         *
         * @param type the class that is named
         * @param instance an instance of the same interface; it need not be of the class, unless the class is injected somewhere
         * @return this builder
         */
        public Builder component(Class<?> type, Object instance) {
            components.put(type, new Replacement.Instance(Objects.requireNonNull(instance, "instance")));
            return this;
        }

        /**
         * Gives a class in place of a guard, pipe, interceptor or filter: wherever an annotation names its class, and where a module provides
         * it. The container makes it, with what that module sees.
         *
         * @param type the class that is named
         * @param with a concrete class of the same interface
         * @return this builder
         */
        public Builder component(Class<?> type, Class<?> with) {
            components.put(type, new Replacement.Made(Objects.requireNonNull(with, "with")));
            return this;
        }

        /**
         * Imports another module wherever one is imported, or is the root. What is exported onwards by the name of the first is then what the
         * second exports.
         *
         * @param module a class, which stands for every {@link DynamicModule} of it too
         * @param with a class with {@link Module}
         * @return this builder
         */
        public Builder module(Class<?> module, Class<?> with) {
            return replaceModule(module, with);
        }

        /**
         * Imports another module wherever one is imported, or is the root. What is exported onwards by the name of the first is then what the
         * second exports.
         *
         * @param module a class, which stands for every {@link DynamicModule} of it too
         * @param with a module
         * @return this builder
         */
        public Builder module(Class<?> module, DynamicModule with) {
            return replaceModule(module, with);
        }

        /**
         * Imports another module wherever one is imported, or is the root.
         *
         * @param module this very object
         * @param with a module
         * @return this builder
         */
        public Builder module(DynamicModule module, DynamicModule with) {
            return replaceModule(module, with);
        }

        private Builder replaceModule(Object module, Object with) {
            modules.put(Objects.requireNonNull(module, "module"), Objects.requireNonNull(with, "with"));
            return this;
        }

        /**
         * Fills in for what no module provides and something needs. Each token is asked for once, and all that need it get the same.
         * Optional and nullable dependencies stay empty. What is provided somewhere and is not in sight stays a mistake.
         *
         * @param mocks gives what stands in, which has to be of the token's type, or nothing, which leaves the mistake; a
         *     {@link WiringException} of it adds to what is said of the mistake
         * @return this builder
         */
        public Builder mockMissing(Function<Token<?>, Optional<Object>> mocks) {
            this.missing = Objects.requireNonNull(mocks, "mocks");
            return this;
        }

        /**
         * Builds the overrides.
         *
         * @return the overrides
         */
        public Overrides build() {
            return new Overrides(this);
        }
    }
}
