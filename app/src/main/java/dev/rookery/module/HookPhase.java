package dev.rookery.module;

import org.jspecify.annotations.Nullable;

/** A moment of the life cycle, and the interfaces that hear of it. */
enum HookPhase {
    MODULE_INIT(OnModuleInit.class, OnModuleInit.Async.class) {
        @Override
        @Nullable Object call(Object hook, @Nullable String signal) throws Exception {
            if (hook instanceof OnModuleInit.Async later) {
                return later.onModuleInit();
            }
            ((OnModuleInit) hook).onModuleInit();
            return null;
        }
    },
    APPLICATION_BOOTSTRAP(OnApplicationBootstrap.class, OnApplicationBootstrap.Async.class) {
        @Override
        @Nullable Object call(Object hook, @Nullable String signal) throws Exception {
            if (hook instanceof OnApplicationBootstrap.Async later) {
                return later.onApplicationBootstrap();
            }
            ((OnApplicationBootstrap) hook).onApplicationBootstrap();
            return null;
        }
    },
    MODULE_DESTROY(OnModuleDestroy.class, OnModuleDestroy.Async.class) {
        @Override
        @Nullable Object call(Object hook, @Nullable String signal) throws Exception {
            if (hook instanceof OnModuleDestroy.Async later) {
                return later.onModuleDestroy();
            }
            ((OnModuleDestroy) hook).onModuleDestroy();
            return null;
        }
    },
    BEFORE_SHUTDOWN(BeforeApplicationShutdown.class, BeforeApplicationShutdown.Async.class) {
        @Override
        @Nullable Object call(Object hook, @Nullable String signal) throws Exception {
            if (hook instanceof BeforeApplicationShutdown.Async later) {
                return later.beforeApplicationShutdown(signal);
            }
            ((BeforeApplicationShutdown) hook).beforeApplicationShutdown(signal);
            return null;
        }
    },
    SHUTDOWN(OnApplicationShutdown.class, OnApplicationShutdown.Async.class) {
        @Override
        @Nullable Object call(Object hook, @Nullable String signal) throws Exception {
            if (hook instanceof OnApplicationShutdown.Async later) {
                return later.onApplicationShutdown(signal);
            }
            ((OnApplicationShutdown) hook).onApplicationShutdown(signal);
            return null;
        }
    };

    private final Class<?> hook;
    private final Class<?> asynchronousHook;

    HookPhase(Class<?> hook, Class<?> asynchronousHook) {
        this.hook = hook;
        this.asynchronousHook = asynchronousHook;
    }

    /** Whether instances of a class hear of it. */
    boolean concerns(Class<?> type) {
        return hook.isAssignableFrom(type) || asynchronousHook.isAssignableFrom(type);
    }

    /** Tells it to one that it concerns, and gives what is to be waited for. */
    abstract @Nullable Object call(Object hook, @Nullable String signal) throws Exception;

    /** The name of the interface. */
    @Override
    public String toString() {
        return hook.getSimpleName();
    }
}
