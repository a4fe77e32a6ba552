package dev.rookery;

import dev.rookery.module.ApplicationOptions;
import dev.rookery.module.Container;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Token;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Transporter;
import java.util.Objects;
import java.util.function.Function;

/**
 * Where an application begins. Its modules are put together here: what they name is made, and every mistake in them is an exception. Hooks
 * run and messages arrive once it is started.
 */
public final class Rookery {
    private Rookery() {}

    /**
     * A service on the transport that the configuration says, with the options that it says, where {@code rookery-config} is on the class
     * path and {@code rookery.transport} is set; else on the default transport, TCP on {@code localhost:3000}. To be started with
     * {@link Microservice#listen}.
     *
     * @param module a class with {@code @Module}
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     * @throws dev.rookery.error.StartException if no artifact on the class path has a default transporter; {@code rookery-tcp} has
     */
    public static Microservice createMicroservice(Class<?> module) {
        return Assembly.of(() -> Container.of(module, ApplicationOptions.defaults()), null);
    }

    /**
     * A service with the options that the configuration says, where {@code rookery-config} is on the class path, else with the default
     * ones. To be started with {@link Microservice#listen}.
     *
     * @param module a class with {@code @Module}
     * @param transporter the transport
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     */
    public static Microservice createMicroservice(Class<?> module, Transporter transporter) {
        return Assembly.of(
                () -> Container.of(module, ApplicationOptions.defaults()),
                Objects.requireNonNull(transporter, "transporter"));
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
        return Assembly.of(() -> Container.of(module, modules), transporter, options);
    }

    /**
     * A service on the transport that the configuration says, with the options that it says, where {@code rookery-config} is on the class
     * path and {@code rookery.transport} is set; else on the default transport, TCP on {@code localhost:3000}. To be started with
     * {@link Microservice#listen}.
     *
     * @param module the root module
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     * @throws dev.rookery.error.StartException if no artifact on the class path has a default transporter; {@code rookery-tcp} has
     */
    public static Microservice createMicroservice(DynamicModule module) {
        return Assembly.of(() -> Container.of(module, ApplicationOptions.defaults()), null);
    }

    /**
     * A service with the options that the configuration says, where {@code rookery-config} is on the class path, else with the default
     * ones. To be started with {@link Microservice#listen}.
     *
     * @param module the root module
     * @param transporter the transport
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together
     */
    public static Microservice createMicroservice(DynamicModule module, Transporter transporter) {
        return Assembly.of(
                () -> Container.of(module, ApplicationOptions.defaults()),
                Objects.requireNonNull(transporter, "transporter"));
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
        return Assembly.of(() -> Container.of(module, modules), transporter, options);
    }

    /**
     * A service whose transport is computed from what a module provides; what Nest calls {@code useFactory}. Otherwise as
     * {@link #createMicroservice(Class, Transporter)}.
     *
     * @param module a class with {@code @Module}
     * @param parameter the type of what is given to the function; any module may provide it, exported or not
     * @param transporter makes the transport of it
     * @param <A> what is given to the function
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together, or none provides the parameter
     * @throws dev.rookery.error.StartException if the function fails, with its exception as the cause
     */
    public static <A> Microservice createMicroservice(
            Class<?> module, Class<A> parameter, Function<? super A, ? extends Transporter> transporter) {
        return createMicroservice(module, Token.of(parameter), transporter);
    }

    /**
     * A service whose transport is computed from what a module provides; what Nest calls {@code useFactory}. Otherwise as
     * {@link #createMicroservice(Class, Transporter)}.
     *
     * @param module a class with {@code @Module}
     * @param parameter what is given to the function; any module may provide it, exported or not
     * @param transporter makes the transport of it
     * @param <A> what is given to the function
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together, or none provides the parameter
     * @throws dev.rookery.error.StartException if the function fails, with its exception as the cause
     */
    public static <A> Microservice createMicroservice(
            Class<?> module, Token<A> parameter, Function<? super A, ? extends Transporter> transporter) {
        return Assembly.of(() -> Container.of(module, ApplicationOptions.defaults()), parameter, transporter, null);
    }

    /**
     * A service whose transport is computed from what a module provides; what Nest calls {@code useFactory}.
     *
     * @param module a class with {@code @Module}
     * @param parameter what is given to the function; any module may provide it, exported or not
     * @param transporter makes the transport of it
     * @param options how messages are treated
     * @param modules how modules are treated
     * @param <A> what is given to the function
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together, or none provides the parameter
     * @throws dev.rookery.error.StartException if the function fails, with its exception as the cause
     */
    public static <A> Microservice createMicroservice(
            Class<?> module,
            Token<A> parameter,
            Function<? super A, ? extends Transporter> transporter,
            ServerOptions options,
            ApplicationOptions modules) {
        return Assembly.of(() -> Container.of(module, modules), parameter, transporter, options);
    }

    /**
     * A service whose transport is computed from what a module provides; what Nest calls {@code useFactory}. Otherwise as
     * {@link #createMicroservice(DynamicModule, Transporter)}.
     *
     * @param module the root module
     * @param parameter the type of what is given to the function; any module may provide it, exported or not
     * @param transporter makes the transport of it
     * @param <A> what is given to the function
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together, or none provides the parameter
     * @throws dev.rookery.error.StartException if the function fails, with its exception as the cause
     */
    public static <A> Microservice createMicroservice(
            DynamicModule module, Class<A> parameter, Function<? super A, ? extends Transporter> transporter) {
        return createMicroservice(module, Token.of(parameter), transporter);
    }

    /**
     * A service whose transport is computed from what a module provides; what Nest calls {@code useFactory}. Otherwise as
     * {@link #createMicroservice(DynamicModule, Transporter)}.
     *
     * @param module the root module
     * @param parameter what is given to the function; any module may provide it, exported or not
     * @param transporter makes the transport of it
     * @param <A> what is given to the function
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together, or none provides the parameter
     * @throws dev.rookery.error.StartException if the function fails, with its exception as the cause
     */
    public static <A> Microservice createMicroservice(
            DynamicModule module, Token<A> parameter, Function<? super A, ? extends Transporter> transporter) {
        return Assembly.of(() -> Container.of(module, ApplicationOptions.defaults()), parameter, transporter, null);
    }

    /**
     * A service whose transport is computed from what a module provides; what Nest calls {@code useFactory}.
     *
     * @param module the root module
     * @param parameter what is given to the function; any module may provide it, exported or not
     * @param transporter makes the transport of it
     * @param options how messages are treated
     * @param modules how modules are treated
     * @param <A> what is given to the function
     * @return the service
     * @throws dev.rookery.module.WiringException if the modules cannot be put together, or none provides the parameter
     * @throws dev.rookery.error.StartException if the function fails, with its exception as the cause
     */
    public static <A> Microservice createMicroservice(
            DynamicModule module,
            Token<A> parameter,
            Function<? super A, ? extends Transporter> transporter,
            ServerOptions options,
            ApplicationOptions modules) {
        return Assembly.of(() -> Container.of(module, modules), parameter, transporter, options);
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
        return new Application(Assembly.lifeOf(() -> Container.of(module, modules)));
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
        return new Application(Assembly.lifeOf(() -> Container.of(module, modules)));
    }
}
