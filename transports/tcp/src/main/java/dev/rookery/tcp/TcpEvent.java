package dev.rookery.tcp;

import dev.rookery.transport.TransportEvent;
import java.net.SocketAddress;

/** What happens on sockets, under Node's names; each is told with the address of the peer unless it says otherwise. */
public final class TcpEvent {
    /** A connection was made; the same as {@link TransportEvent#CONNECT}. */
    public static final TransportEvent<SocketAddress> CONNECT = TransportEvent.CONNECT;

    /** A connection ended; the same as {@link TransportEvent#CLOSE}. */
    public static final TransportEvent<SocketAddress> CLOSE = TransportEvent.CLOSE;

    /** Something failed that no caller is told about; the same as {@link TransportEvent#ERROR}. */
    public static final TransportEvent<Throwable> ERROR = TransportEvent.ERROR;

    /** The server listens, at first or again; told with its own address. */
    public static final TransportEvent<SocketAddress> LISTENING =
            new TransportEvent<>("listening", SocketAddress.class);

    /** The peer sends no more. */
    public static final TransportEvent<SocketAddress> END = new TransportEvent<>("end", SocketAddress.class);

    /** A frame stayed incomplete, or a connection idle, for too long. */
    public static final TransportEvent<SocketAddress> TIMEOUT = new TransportEvent<>("timeout", SocketAddress.class);

    /** A peer that did not read, so that much was waiting to be written, has caught up. */
    public static final TransportEvent<SocketAddress> DRAIN = new TransportEvent<>("drain", SocketAddress.class);

    /** A client has looked up the name of a host; told with each address that was found. */
    public static final TransportEvent<SocketAddress> LOOKUP = new TransportEvent<>("lookup", SocketAddress.class);

    private TcpEvent() {}
}
