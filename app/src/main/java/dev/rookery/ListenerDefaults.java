package dev.rookery;

import dev.rookery.error.StartException;
import dev.rookery.module.Discovery;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Transporter;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says what a microservice listens on where code does not say it. An artifact registers one under {@code META-INF/services} with the name
 * of this interface; {@code rookery-config} does, and looks into the configuration.
 *
 * <p>An implementation is public, and so is its constructor without parameters.
 */
public interface ListenerDefaults {

    /**
     * Chooses what code left open. Called once a microservice, when its modules are put together and before anything is started.
     *
     * @param modules what the modules provide, in which it may look for what it needs
     * @return what to listen on; what code gave is not asked for here and stays
     * @throws dev.rookery.error.RookeryException if it cannot be told; the application is then closed
     */
    Choice choose(Discovery modules);

    /**
     * Finds the one on the class path.
     *
     * @return it, if there is one
     * @throws StartException if there is more than one
     */
    static Optional<ListenerDefaults> load() {
        var found = ServiceLoader.load(ListenerDefaults.class).stream().toList();
        if (found.size() > 1) {
            throw new StartException(found.stream()
                            .map(provider -> provider.type().getName())
                            .sorted()
                            .collect(Collectors.joining(" and "))
                    + " each say what microservices listen on: leave one of their artifacts out");
        }
        return found.stream().findFirst().map(ServiceLoader.Provider::get);
    }

    /**
     * What a microservice listens on.
     *
     * @param transporter the transport; null for the default one
     * @param options how messages are treated; null for the default
     */
    record Choice(
            @Nullable Transporter transporter, @Nullable ServerOptions options) {
        /** Nothing is chosen. */
        public static final Choice NONE = new Choice(null, null);
    }
}
