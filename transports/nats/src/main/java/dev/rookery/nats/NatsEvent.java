package dev.rookery.nats;

import dev.rookery.transport.TransportEvent;
import java.util.List;

/** What happens on a connection to NATS, under the names that Nest gives it. */
public final class NatsEvent {
    /** The connection was lost; told with the server's address. */
    public static final TransportEvent<String> DISCONNECT = new TransportEvent<>("disconnect", String.class);

    /** The connection is back, and the subscriptions are made again; told with the server's address. */
    public static final TransportEvent<String> RECONNECT = new TransportEvent<>("reconnect", String.class);

    /** Servers have joined the cluster, or left it. */
    public static final TransportEvent<Servers> UPDATE = new TransportEvent<>("update", Servers.class);

    /** The server is about to shut down and asks its clients to go elsewhere; told with its address. */
    public static final TransportEvent<String> LAME_DUCK = new TransportEvent<>("ldm", String.class);

    /** Something failed that no caller is told about; the same as {@link TransportEvent#ERROR}. */
    public static final TransportEvent<Throwable> ERROR = TransportEvent.ERROR;

    private NatsEvent() {}

    /**
     * How the known servers have changed.
     *
     * @param added addresses that are new
     * @param deleted addresses that are gone
     */
    public record Servers(List<String> added, List<String> deleted) {
        /** Copies the lists. */
        public Servers {
            added = List.copyOf(added);
            deleted = List.copyOf(deleted);
        }
    }
}
