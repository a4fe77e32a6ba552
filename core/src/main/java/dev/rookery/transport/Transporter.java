package dev.rookery.transport;

import dev.rookery.pattern.WildcardSyntax;
import java.util.Optional;
import java.util.Set;

/**
 * A way to carry messages: an immutable value that opens nothing until it is asked to. The same object starts servers and
 * clients.
 */
public interface Transporter {

    /**
     * The name by which handlers bind to this transport, as in {@code transport = "nats"}.
     *
     * @return a short name in lower case
     */
    String id();

    /**
     * What this transport carries and promises.
     *
     * @return the capabilities; the contract suite tests each
     */
    Set<Capability> capabilities();

    /**
     * How wildcards are written in patterns, where there are any.
     *
     * @return the syntax, present exactly if {@link Capability#WILDCARDS} is declared
     */
    default Optional<WildcardSyntax> wildcards() {
        return Optional.empty();
    }

    /**
     * The type of the contexts that this transport makes. A handler with a parameter of another transport's type is not bound here.
     *
     * @return a type of its own, or {@link MessageContext}
     */
    default Class<? extends MessageContext> contextType() {
        return MessageContext.class;
    }

    /**
     * Whether handlers can be bound here to patterns of their own choice, as by {@code @MessagePattern}.
     *
     * @return true, the default; false where what can be called is fixed elsewhere and handlers have annotations of the transport's own, as on gRPC
     */
    default boolean takesPatterns() {
        return true;
    }

    /**
     * Loads what takes long to load, such as the classes and native code of a driver. An application calls it on a thread of its own while its
     * modules are put together, and waits for it before it makes a server. Opens nothing, may be called any number of times, and may do nothing,
     * as by default.
     */
    default void preload() {}

    /**
     * Makes a server that is not started yet. Called once a server; opens nothing.
     *
     * @param runtime what core does for the server
     * @return the server
     */
    TransportServer newServer(ServerRuntime runtime);

    /**
     * Makes a client that is not connected yet. Called once a client; opens nothing.
     *
     * @param runtime what core does for the client
     * @return the client
     */
    TransportClient newClient(ClientRuntime runtime);
}
