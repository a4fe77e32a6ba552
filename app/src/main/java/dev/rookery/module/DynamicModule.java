package dev.rookery.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A module that is made by code: a class with {@link Module} and what is added to it, or a module without a class. Two that were built
 * are two modules, whatever they contain; one that is imported in several places is one. Immutable.
 */
public final class DynamicModule {
    private final @Nullable Class<?> type;
    private final String name;
    private final List<Class<?>> importedClasses;
    private final List<DynamicModule> importedModules;
    private final List<Class<?>> controllers;
    private final List<ProviderDefinition<?>> providers;
    private final List<Class<?>> exportedTypes;
    private final List<Token<?>> exportedTokens;
    private final List<DynamicModule> exportedModules;
    private final boolean global;

    private DynamicModule(Builder builder) {
        this.type = builder.type;
        this.name = builder.name;
        this.importedClasses = List.copyOf(builder.importedClasses);
        this.importedModules = List.copyOf(builder.importedModules);
        this.controllers = List.copyOf(builder.controllers);
        this.providers = List.copyOf(builder.providers);
        this.exportedTypes = List.copyOf(builder.exportedTypes);
        this.exportedTokens = List.copyOf(builder.exportedTokens);
        this.exportedModules = List.copyOf(builder.exportedModules);
        this.global = builder.global;
    }

    /**
     * Begins with a class: its annotation and its methods count, and what the builder adds.
     *
     * @param type a class with {@link Module}
     * @return a builder
     */
    public static Builder builder(Class<?> type) {
        return new Builder(type, type.getSimpleName());
    }

    /**
     * Begins with nothing.
     *
     * @param name how errors and logs call the module
     * @return a builder
     */
    public static Builder builder(String name) {
        return new Builder(null, name);
    }

    Optional<Class<?>> type() {
        return Optional.ofNullable(type);
    }

    List<Class<?>> importedClasses() {
        return importedClasses;
    }

    List<DynamicModule> importedModules() {
        return importedModules;
    }

    List<Class<?>> controllers() {
        return controllers;
    }

    List<ProviderDefinition<?>> providers() {
        return providers;
    }

    List<Class<?>> exportedTypes() {
        return exportedTypes;
    }

    List<Token<?>> exportedTokens() {
        return exportedTokens;
    }

    List<DynamicModule> exportedModules() {
        return exportedModules;
    }

    boolean isGlobal() {
        return global;
    }

    /** How errors and logs call the module. */
    @Override
    public String toString() {
        return name;
    }

    /** Builds a module. Used by one thread. */
    public static final class Builder {
        private final @Nullable Class<?> type;
        private String name;
        private final List<Class<?>> importedClasses = new ArrayList<>();
        private final List<DynamicModule> importedModules = new ArrayList<>();
        private final List<Class<?>> controllers = new ArrayList<>();
        private final List<ProviderDefinition<?>> providers = new ArrayList<>();
        private final List<Class<?>> exportedTypes = new ArrayList<>();
        private final List<Token<?>> exportedTokens = new ArrayList<>();
        private final List<DynamicModule> exportedModules = new ArrayList<>();
        private boolean global;

        private Builder(@Nullable Class<?> type, String name) {
            this.type = type;
            this.name = Objects.requireNonNull(name, "name");
        }

        /**
         * Sets how errors and logs call the module. Default: the name of its class.
         *
         * @param value the name
         * @return this builder
         */
        public Builder name(String value) {
            this.name = Objects.requireNonNull(value, "name");
            return this;
        }

        /**
         * Adds modules to import.
         *
         * @param modules classes with {@link Module}
         * @return this builder
         */
        public Builder imports(Class<?>... modules) {
            importedClasses.addAll(List.of(modules));
            return this;
        }

        /**
         * Adds modules to import.
         *
         * @param modules the modules
         * @return this builder
         */
        public Builder imports(DynamicModule... modules) {
            importedModules.addAll(List.of(modules));
            return this;
        }

        /**
         * Adds controllers.
         *
         * @param classes classes with {@code @Controller}
         * @return this builder
         */
        public Builder controllers(Class<?>... classes) {
            controllers.addAll(List.of(classes));
            return this;
        }

        /**
         * Adds providers, each under its own type.
         *
         * @param classes concrete classes
         * @return this builder
         */
        public Builder providers(Class<?>... classes) {
            for (var provider : classes) {
                providers.add(ProviderDefinition.ofClass(provider));
            }
            return this;
        }

        /**
         * Adds providers.
         *
         * @param definitions how to come to them
         * @return this builder
         */
        public Builder providers(ProviderDefinition<?>... definitions) {
            providers.addAll(List.of(definitions));
            return this;
        }

        /**
         * Adds to what is exported: all that the module provides under these types, or all that imported modules of these classes export.
         *
         * @param types types of providers, or classes of imported modules
         * @return this builder
         */
        public Builder exports(Class<?>... types) {
            exportedTypes.addAll(List.of(types));
            return this;
        }

        /**
         * Adds to what is exported.
         *
         * @param tokens what the module provides
         * @return this builder
         */
        public Builder exports(Token<?>... tokens) {
            exportedTokens.addAll(List.of(tokens));
            return this;
        }

        /**
         * Passes on all that imported modules export.
         *
         * @param modules modules that are imported too
         * @return this builder
         */
        public Builder exports(DynamicModule... modules) {
            exportedModules.addAll(List.of(modules));
            return this;
        }

        /**
         * Sets whether every module of the application sees what this one exports, without importing it. Default: false, unless its
         * class is {@link Global}.
         *
         * @param value true for all
         * @return this builder
         */
        public Builder global(boolean value) {
            this.global = value;
            return this;
        }

        /**
         * Builds the module.
         *
         * @return a module like no other
         */
        public DynamicModule build() {
            return new DynamicModule(this);
        }
    }
}
