package dev.rookery.tck;

import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Capability;
import dev.rookery.transport.Transporter;
import java.util.Set;

/**
 * How the transporters of one test are made: what the author of a transporter says to the contract suite. Used by one test, mostly on one
 * thread.
 */
public interface TransportFixture extends AutoCloseable {

    /**
     * A transporter for a server. Asked once for each server of a test; where replicas share work, the servers are replicas of one
     * service.
     *
     * @return a transporter; over TCP one with port 0
     */
    Transporter server();

    /**
     * A transporter for clients of a server.
     *
     * @param server a running server, for its address; it may have been stopped meanwhile
     * @return a transporter that reaches the server
     */
    Transporter client(MicroserviceServer server);

    /**
     * A transporter for a server that takes the place of a stopped one, so that the same clients reach it.
     *
     * @param stopped the server that stopped
     * @return by default the transporter of that server, which is right wherever that names the address
     */
    default Transporter successor(MicroserviceServer stopped) {
        return stopped.transporter();
    }

    /**
     * A transporter with which nothing can be reached: over TCP a port that nobody listens on, for a broker one without a broker.
     *
     * @return a transporter for a client
     */
    Transporter withoutServer();

    /**
     * What the options of these transporters add to what the transport always does, such as QoS 1 on MQTT. Only where the table of
     * capabilities says that it depends on options.
     *
     * @return the capabilities that depend on options and are there; by default none
     */
    default Set<Capability> chosen() {
        return Set.of();
    }

    /**
     * Cuts every connection of the test from outside, as a broken network does. Only for {@link ConnectionContract}.
     *
     * @throws UnsupportedOperationException by default
     */
    default void cutConnections() {
        throw new UnsupportedOperationException(
                getClass().getName() + " implements no cutConnections(), which ConnectionContract needs");
    }

    /**
     * Whether a thread that is named {@code rookery-…} may be alive when all servers and clients are closed, because it is shared.
     *
     * @param thread the thread
     * @return by default false
     */
    default boolean outlivesServers(Thread thread) {
        return false;
    }

    /** Closes what the fixture opened; the harness has closed the servers and clients before. By default there is nothing. */
    @Override
    default void close() {}
}
