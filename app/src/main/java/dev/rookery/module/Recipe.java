package dev.rookery.module;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How something comes to be. */
sealed interface Recipe {

    /** What errors call it. */
    String description();

    /** How errors tell it from another way to the same. */
    default String way() {
        return description();
    }

    List<Dependency> dependencies();

    /**
     * Makes it, from what the dependencies ask for, in their order.
     *
     * @throws Exception what the code that makes it threw
     */
    @Nullable Object make(List<@Nullable Object> arguments) throws Exception;

    /** Whether what it makes is waited for. */
    default boolean isAsynchronous() {
        return false;
    }

    /** A function of what tokens ask for. */
    static Recipe factory(
            Token<?> token, List<Token<?>> parameters, boolean asynchronous, Function<List<Object>, ?> factory) {
        var dependencies = new ArrayList<Dependency>();
        for (var parameter : parameters) {
            dependencies.add(Dependency.on(parameter, "as parameter " + (dependencies.size() + 1) + " of its factory"));
        }
        return new OfFactory(token.toString(), dependencies, asynchronous, factory);
    }

    /** Made by the constructor of a class. */
    record OfClass(ClassBlueprint blueprint) implements Recipe {
        @Override
        public String description() {
            return blueprint.type().getSimpleName();
        }

        @Override
        public List<Dependency> dependencies() {
            return blueprint.dependencies();
        }

        @Override
        public Object make(List<@Nullable Object> arguments) throws Exception {
            try {
                return blueprint.make(arguments);
            } catch (InvocationTargetException e) {
                throw Causes.of(e);
            }
        }
    }

    /** Made by a {@link Provides} method. */
    record OfMethod(ProvidesMethod method) implements Recipe {
        @Override
        public String description() {
            return TypeNames.of(method.method());
        }

        @Override
        public List<Dependency> dependencies() {
            return method.dependencies();
        }

        @Override
        public boolean isAsynchronous() {
            return method.asynchronous();
        }

        @Override
        public @Nullable Object make(List<@Nullable Object> arguments) throws Exception {
            try {
                return method.call(arguments);
            } catch (InvocationTargetException e) {
                throw Causes.of(e);
            }
        }
    }

    /** Made by a function. */
    record OfFactory(
            String description,
            List<Dependency> dependencies,
            boolean isAsynchronous,
            Function<List<Object>, ?> factory)
            implements Recipe {
        @Override
        public String way() {
            return "a value or a factory";
        }

        @Override
        @SuppressWarnings("unchecked") // none of its dependencies may be missing
        public @Nullable Object make(List<@Nullable Object> arguments) {
            return factory.apply((List<Object>) (List<?>) arguments);
        }
    }

    /** Another name of something else. */
    record OfAlias(String description, Dependency existing) implements Recipe {
        @Override
        public String way() {
            return "another name of " + existing.token();
        }

        @Override
        public List<Dependency> dependencies() {
            return List.of(existing);
        }

        @Override
        public @Nullable Object make(List<@Nullable Object> arguments) {
            return arguments.getFirst();
        }
    }

    /** What a tenant or a message begins with. */
    record OfSeed(String description) implements Recipe {
        @Override
        public List<Dependency> dependencies() {
            return List.of();
        }

        @Override
        public Object make(List<@Nullable Object> arguments) {
            throw new IllegalStateException(description + " is there before anything is made");
        }
    }
}
