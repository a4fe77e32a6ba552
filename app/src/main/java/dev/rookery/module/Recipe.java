package dev.rookery.module;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.function.Function;

/** How something comes to be. */
sealed interface Recipe {

    /** What errors call it. */
    String description();

    List<Dependency> dependencies();

    /**
     * Makes it, from what the dependencies ask for, in their order.
     *
     * @throws Exception what the code that makes it threw
     */
    Object make(List<Object> arguments) throws Exception;

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
        public Object make(List<Object> arguments) throws Exception {
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
        public Object make(List<Object> arguments) throws Exception {
            try {
                return method.call(arguments);
            } catch (InvocationTargetException e) {
                throw Causes.of(e);
            }
        }
    }

    /** Made by a function. */
    record OfFactory(String description, List<Dependency> dependencies, Function<List<Object>, ?> factory)
            implements Recipe {
        @Override
        public Object make(List<Object> arguments) {
            var made = factory.apply(arguments);
            if (made == null) {
                throw new WiringException("its factory returned null: return a value");
            }
            return made;
        }
    }
}
