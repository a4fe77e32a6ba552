package dev.rookery.module;

import java.util.List;

/** What stands in the place of something that was overridden. */
sealed interface Replacement {

    /**
     * The same place, provided in another way.
     *
     * @throws WiringException if the class cannot be made
     */
    Provided at(Token<?> token, ModuleNode module);

    /** Whether what it gives can be had where a type is asked for. What a definition gives was checked by the compiler. */
    boolean isA(Class<?> wanted);

    /** Something that is there. */
    record Instance(Object value) implements Replacement {
        @Override
        public Provided at(Token<?> token, ModuleNode module) {
            return new Provided(
                    token,
                    module,
                    new Recipe.OfFactory(token.toString(), List.of(), false, none -> value),
                    Scope.SINGLETON);
        }

        @Override
        public boolean isA(Class<?> wanted) {
            return wanted.isInstance(value);
        }

        @Override
        public String toString() {
            return TypeNames.of(value.getClass());
        }
    }

    /** Something that the container makes, with what the module sees. */
    record Made(Class<?> type) implements Replacement {
        @Override
        public Provided at(Token<?> token, ModuleNode module) {
            return new Provided(token, module, new Recipe.OfClass(ClassBlueprint.of(type)), Scope.of(type));
        }

        @Override
        public boolean isA(Class<?> wanted) {
            return wanted.isAssignableFrom(type);
        }

        @Override
        public String toString() {
            return TypeNames.of(type);
        }
    }

    /** Something that comes about in any way. */
    record Defined(ProviderDefinition<?> definition) implements Replacement {
        @Override
        public Provided at(Token<?> token, ModuleNode module) {
            return Provided.of(definition, module);
        }

        @Override
        public boolean isA(Class<?> wanted) {
            return true;
        }
    }
}
