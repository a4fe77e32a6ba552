package dev.rookery.transport;

import java.net.SocketAddress;
import java.util.Objects;

/**
 * A kind of thing that happens in a driver, with the type of what is told about it. Each transport has further ones of its own.
 *
 * @param name the name, as it is shown
 * @param type what is told about it
 * @param <T> what is told about it
 */
public record TransportEvent<T>(String name, Class<T> type) {
    /** Something failed that no caller is told about otherwise. */
    public static final TransportEvent<Throwable> ERROR = new TransportEvent<>("error", Throwable.class);

    /** A connection was made, to or from the address. */
    public static final TransportEvent<SocketAddress> CONNECT = new TransportEvent<>("connect", SocketAddress.class);

    /** A connection ended, to or from the address. */
    public static final TransportEvent<SocketAddress> CLOSE = new TransportEvent<>("close", SocketAddress.class);

    /** Checks the parts. */
    public TransportEvent {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
