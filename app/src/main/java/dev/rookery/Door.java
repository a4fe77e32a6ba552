package dev.rookery;

import dev.rookery.module.Discovery;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Transporter;
import java.util.List;
import java.util.Optional;

/**
 * A way into an application for those who send no messages: HTTP, as in {@code app.listen(HttpDoor.port(3000))}. An immutable value that opens
 * nothing until the application listens at it.
 *
 * <p>A door is one transport or several under another name, as HTTP and WebSocket are on one port. What comes in by it goes through the same
 * pipeline as a message, and so do bounds, time and draining. The application opens its doors after its microservices, so that what a handler
 * behind a door calls is there, and drains them together.
 */
public interface Door {
    /**
     * What carries requests in and replies out. Asked once for each application, when its modules are put together and before it starts.
     *
     * @param modules what the modules of the application provide, for a door that serves more than handlers
     * @return transporters that make servers, the one that opens the port first; they need not make clients
     */
    List<Transporter> transporters(Discovery modules);

    /**
     * How requests are treated.
     *
     * @return the options; empty, the default, for those that are configured, else the default ones
     */
    default Optional<ServerOptions> options() {
        return Optional.empty();
    }
}
