package dev.rookery;

import dev.rookery.module.ApplicationOptions;
import dev.rookery.module.Container;
import dev.rookery.module.DynamicModule;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.DefaultTransporter;
import dev.rookery.transport.Transporter;
import java.util.function.Supplier;

/**
 * Where an application begins. Its modules are put together here: what they name is made, and every mistake in them is an exception. Hooks
 * run and messages arrive once it is started.
 */
public final class Rookery {
    private Rookery() {}

    /**
     * A service on the default transport, TCP on {@code localhost:3000}, to be started with {@link Microservice#listen}.
     *
     * @param module a class with {@code @Module}
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     * @throws dev.rookery.error.StartException if no artifact on the class path has a default transporter; {@code rookery-tcp} has
     */
    public static Microservice createMicroservice(Class<?> module) {
        return createMicroservice(module, DefaultTransporter.load());
    }

    /**
     * A service with the default options, to be started with {@link Microservice#listen}.
     *
     * @param module a class with {@code @Module}
     * @param transporter the transport
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     */
    public static Microservice createMicroservice(Class<?> module, Transporter transporter) {
        return createMicroservice(module, transporter, ServerOptions.defaults());
    }

    /**
     * A service, to be started with {@link Microservice#listen}.
     *
     * @param module a class with {@code @Module}
     * @param transporter the transport
     * @param options how messages are treated
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     */
    public static Microservice createMicroservice(Class<?> module, Transporter transporter, ServerOptions options) {
        return createMicroservice(module, transporter, options, ApplicationOptions.defaults());
    }

    /**
     * A service, to be started with {@link Microservice#listen}.
     *
     * @param module a class with {@code @Module}
     * @param transporter the transport
     * @param options how messages are treated
     * @param modules how modules are treated
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     */
    public static Microservice createMicroservice(
            Class<?> module, Transporter transporter, ServerOptions options, ApplicationOptions modules) {
        var listener =
                new Listener(transporter, options); // first, since it loads its transport while the modules are read
        return new Microservice(lifeOf(() -> Container.of(module, modules)), listener);
    }

    /**
     * A service on the default transport, TCP on {@code localhost:3000}, to be started with {@link Microservice#listen}.
     *
     * @param module the root module
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     * @throws dev.rookery.error.StartException if no artifact on the class path has a default transporter; {@code rookery-tcp} has
     */
    public static Microservice createMicroservice(DynamicModule module) {
        return createMicroservice(module, DefaultTransporter.load());
    }

    /**
     * A service with the default options, to be started with {@link Microservice#listen}.
     *
     * @param module the root module
     * @param transporter the transport
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     */
    public static Microservice createMicroservice(DynamicModule module, Transporter transporter) {
        return createMicroservice(module, transporter, ServerOptions.defaults());
    }

    /**
     * A service, to be started with {@link Microservice#listen}.
     *
     * @param module the root module
     * @param transporter the transport
     * @param options how messages are treated
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     */
    public static Microservice createMicroservice(
            DynamicModule module, Transporter transporter, ServerOptions options) {
        return createMicroservice(module, transporter, options, ApplicationOptions.defaults());
    }

    /**
     * A service, to be started with {@link Microservice#listen}.
     *
     * @param module the root module
     * @param transporter the transport
     * @param options how messages are treated
     * @param modules how modules are treated
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     */
    public static Microservice createMicroservice(
            DynamicModule module, Transporter transporter, ServerOptions options, ApplicationOptions modules) {
        var listener =
                new Listener(transporter, options); // first, since it loads its transport while the modules are read
        return new Microservice(lifeOf(() -> Container.of(module, modules)), listener);
    }

    /**
     * An application with any number of listeners, to be started with {@link Application#startAllMicroservices}.
     *
     * @param module a class with {@code @Module}
     * @return the application
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     */
    public static Application create(Class<?> module) {
        return create(module, ApplicationOptions.defaults());
    }

    /**
     * An application with any number of listeners, to be started with {@link Application#startAllMicroservices}.
     *
     * @param module a class with {@code @Module}
     * @param modules how modules are treated
     * @return the application
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     */
    public static Application create(Class<?> module, ApplicationOptions modules) {
        return new Application(lifeOf(() -> Container.of(module, modules)));
    }

    /**
     * An application with any number of listeners, to be started with {@link Application#startAllMicroservices}.
     *
     * @param module the root module
     * @return the application
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     */
    public static Application create(DynamicModule module) {
        return create(module, ApplicationOptions.defaults());
    }

    /**
     * An application with any number of listeners, to be started with {@link Application#startAllMicroservices}.
     *
     * @param module the root module
     * @param modules how modules are treated
     * @return the application
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     */
    public static Application create(DynamicModule module, ApplicationOptions modules) {
        return new Application(lifeOf(() -> Container.of(module, modules)));
    }

    private static ApplicationLife lifeOf(Supplier<Container> modules) {
        var began = System.nanoTime();
        var container = modules.get();
        return new ApplicationLife(container, System.nanoTime() - began);
    }
}
