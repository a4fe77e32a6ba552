package dev.rookery;

import dev.rookery.error.RookeryException;
import dev.rookery.error.StartException;
import dev.rookery.module.Container;
import dev.rookery.module.Token;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.DefaultTransporter;
import dev.rookery.transport.Transporter;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts modules and a listener together, whichever of the two comes first. */
final class Assembly {
    private Assembly() {}

    /** All is said by code. */
    static Microservice of(Supplier<Container> modules, Transporter transporter, ServerOptions options) {
        var listener =
                new Listener(transporter, options); // first, since it loads its transport while the modules are read
        return new Microservice(lifeOf(modules), listener);
    }

    /** The options, and perhaps the transport, are said elsewhere, if at all. */
    static Microservice of(Supplier<Container> modules, @Nullable Transporter transporter) {
        var defaults = ListenerDefaults.load().orElse(null);
        if (defaults == null) {
            return of(modules, orDefault(transporter), ServerOptions.defaults());
        }
        return modulesFirst(modules, container -> listener(transporter, defaults.choose(container.discovery())));
    }

    /** A listener of an application, as what code leaves open is said elsewhere. */
    static Listener listener(Container container, @Nullable Transporter transporter) {
        return listener(transporter, configured(container));
    }

    private static Listener listener(@Nullable Transporter transporter, ListenerDefaults.Choice choice) {
        return new Listener(
                orDefault(transporter == null ? choice.transporter() : transporter), orDefault(choice.options()));
    }

    private static ListenerDefaults.Choice configured(Container container) {
        return ListenerDefaults.load()
                .map(defaults -> defaults.choose(container.discovery()))
                .orElse(ListenerDefaults.Choice.NONE);
    }

    /** The transport is computed from what the modules provide. */
    static <A> Microservice of(
            Supplier<Container> modules,
            Token<A> parameter,
            Function<? super A, ? extends Transporter> transporter,
            @Nullable ServerOptions options) {
        Objects.requireNonNull(parameter, "parameter");
        Objects.requireNonNull(transporter, "transporter");
        return modulesFirst(
                modules,
                container -> new Listener(
                        computed(container, parameter, transporter),
                        options == null ? orDefault(configured(container).options()) : options));
    }

    private static <A> Transporter computed(
            Container container, Token<A> parameter, Function<? super A, ? extends Transporter> function) {
        var argument = container.get(parameter);
        var failed = "The transporter of " + container.name() + " could not be made of " + parameter + ": ";
        @Nullable Transporter transporter;
        try {
            transporter = function.apply(argument);
        } catch (RuntimeException error) {
            throw new StartException(
                    failed + (error instanceof RookeryException ? error.getMessage() : error.toString()), error);
        }
        if (transporter == null) {
            throw new StartException(failed + "the function returned null: return a transporter");
        }
        return transporter;
    }

    private static Microservice modulesFirst(Supplier<Container> modules, Function<Container, Listener> listener) {
        var life = lifeOf(modules);
        try {
            return new Microservice(life, listener.apply(life.container()));
        } catch (RuntimeException | Error failure) {
            life.close();
            throw failure;
        }
    }

    static ApplicationLife lifeOf(Supplier<Container> modules) {
        var began = System.nanoTime();
        var container = modules.get();
        return new ApplicationLife(container, System.nanoTime() - began);
    }

    private static Transporter orDefault(@Nullable Transporter transporter) {
        return transporter == null ? DefaultTransporter.load() : transporter;
    }

    private static ServerOptions orDefault(@Nullable ServerOptions options) {
        return options == null ? ServerOptions.defaults() : options;
    }
}
