package dev.rookery.module;

/**
 * Loads modules that nobody imports, when they are needed: what is rarely used costs nothing at start. Can be injected everywhere. Safe
 * for use by several threads.
 */
public final class LazyModuleLoader {
    private final Container container;

    LazyModuleLoader(Container container) {
        this.container = container;
    }

    /**
     * Loads a module and those that it imports, unless they are there already, makes all that they name and calls its hooks of the start.
     * Blocks. What failed before is tried again: what was made stays, and hooks that did not fail are not called anew.
     *
     * @param module a class with {@link Module}
     * @return what gives out what the module provides
     * @throws WiringException if something cannot be found or made, or if a module has controllers, which are bound at start alone
     * @throws dev.rookery.error.StartException if a hook fails
     */
    public ModuleRef load(Class<?> module) {
        return container.load(module);
    }

    /**
     * Loads a module and those that it imports, unless they are there already, makes all that they name and calls its hooks of the start.
     * Blocks. What failed before is tried again: what was made stays, and hooks that did not fail are not called anew.
     *
     * @param module a module; the same object is loaded once
     * @return what gives out what the module provides
     * @throws WiringException if something cannot be found or made, or if a module has controllers, which are bound at start alone
     * @throws dev.rookery.error.StartException if a hook fails
     */
    public ModuleRef load(DynamicModule module) {
        return container.load(module);
    }
}
