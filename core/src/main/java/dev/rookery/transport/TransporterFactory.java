package dev.rookery.transport;

/**
 * Makes a transporter of what a configuration says, so that {@code rookery.transport=nats} is all that it takes. An artifact registers it
 * under {@code META-INF/services} with the name of this interface; {@code rookery-config} looks there.
 *
 * <p>An implementation is public, and so is its constructor without parameters. It has no state.
 */
public interface TransporterFactory {

    /**
     * What the configuration calls the transport.
     *
     * @return the {@link Transporter#id() id} of the transporters that it makes
     */
    String id();

    /**
     * Makes a transporter. Opens nothing. Called once for the server and once for each client, and again without an option that it has refused, so
     * that all that is wrong is told at once.
     *
     * <p>An option counts as known if it was asked for, so ask for all of them each time, also for those that another one makes
     * meaningless: what the configuration says beside them is told as a mistake.
     *
     * @param settings what the configuration says; what it does not say is to have the default that it has in code
     * @return the transporter
     * @throws dev.rookery.error.InvalidOptionException if an option has a value that it cannot have. The start then fails with the key, its
     *     value and where that comes from
     */
    Transporter create(TransportSettings settings);

    /**
     * Whether the server and all clients of an application share one transporter, as those in memory have to if they are to meet.
     *
     * @return true for one a configuration; false, the default, for one each
     */
    default boolean isShared() {
        return false;
    }
}
