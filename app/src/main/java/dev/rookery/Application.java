package dev.rookery;

import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Transporter;
import java.util.List;
import java.util.Objects;

/**
 * An application with any number of listeners, microservices and doors, which share its modules and its global pipeline. Safe for use by several
 * threads.
 */
public final class Application extends ApplicationContext<Application> {
    Application(ApplicationLife life) {
        super(life);
    }

    @Override
    Application self() {
        return this;
    }

    /**
     * Adds a listener on the transport that is configured, else on the default one, TCP on {@code localhost:3000}. It starts with
     * {@link #startAllMicroservices}.
     *
     * @return the listener
     * @throws IllegalStateException if the application was started or closed
     * @throws dev.rookery.error.RookeryException if no transport is configured and no artifact on the class path has a default one, or if
     *     the configuration is wrong
     */
    public Listener connectMicroservice() {
        return connect(Assembly.listener(life().container(), null));
    }

    /**
     * Adds a listener with the options that are configured, else the default ones. It starts with {@link #startAllMicroservices}.
     *
     * @param transporter the transport
     * @return the listener
     * @throws IllegalStateException if the application was started or closed
     */
    public Listener connectMicroservice(Transporter transporter) {
        return connect(Assembly.listener(life().container(), Objects.requireNonNull(transporter, "transporter")));
    }

    /**
     * Adds a listener. It starts with {@link #startAllMicroservices}.
     *
     * @param transporter the transport
     * @param options how messages are treated
     * @return the listener
     * @throws IllegalStateException if the application was started or closed
     */
    public Listener connectMicroservice(Transporter transporter, ServerOptions options) {
        return connect(new Listener(transporter, options));
    }

    private Listener connect(Listener listener) {
        life().add(listener);
        return listener;
    }

    /**
     * Opens a door, and starts before it what was not started: binds the handlers, calls the hooks of the start, lets messages in on all microservices, and
     * opens the doors last. Blocks until requests can arrive. {@link #startAllMicroservices} need not be called before, and may be.
     *
     * @param door where requests come in, as in {@code HttpDoor.port(3000)}
     * @return this application
     * @throws dev.rookery.error.RookeryException if a handler, a hook, a transport or the door fails; nothing is left running of what was begun here
     * @throws IllegalStateException if it was closed before
     */
    public Application listen(Door door) {
        life().listen(behind(door));
        return this;
    }

    /**
     * The listeners that were connected; what Nest calls {@code getMicroservices}.
     *
     * @return the microservices, in the order in which they were connected, then the doors
     */
    public List<Listener> listeners() {
        return life().listeners();
    }

    /**
     * Starts: binds the handlers on all listeners, calls the hooks of the start, then lets messages in, one listener after the other.
     * Blocks until they can arrive on all. From then on the process lives until the application is closed or the process is told to end.
     *
     * @return this application
     * @throws dev.rookery.error.RookeryException if a handler, a hook or a transport fails; nothing is left running
     * @throws IllegalStateException if it was started or closed before
     */
    public Application startAllMicroservices() {
        life().start(UnservedHandlers.Doors.TO_COME);
        return this;
    }
}
