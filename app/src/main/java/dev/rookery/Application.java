package dev.rookery;

import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Transporter;
import java.util.List;

/** An application with any number of listeners, which share its modules and its global pipeline. Safe for use by several threads. */
public final class Application extends ApplicationContext<Application> {
    Application(ApplicationLife life) {
        super(life);
    }

    @Override
    Application self() {
        return this;
    }

    /**
     * Adds a listener with the default options. It starts with {@link #startAllMicroservices}.
     *
     * @param transporter the transport
     * @return the listener
     * @throws IllegalStateException if the application was started or closed
     */
    public Listener connectMicroservice(Transporter transporter) {
        return connectMicroservice(transporter, ServerOptions.defaults());
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
        var listener = new Listener(transporter, options);
        life().add(listener);
        return listener;
    }

    /**
     * The listeners that were connected; what Nest calls {@code getMicroservices}.
     *
     * @return the listeners, in the order in which they were connected
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
        life().start();
        return this;
    }
}
