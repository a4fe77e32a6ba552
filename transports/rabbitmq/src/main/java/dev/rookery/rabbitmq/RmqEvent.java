package dev.rookery.rabbitmq;

import dev.rookery.transport.TransportEvent;
import java.net.SocketAddress;

/** What can be heard of a connection to RabbitMQ, as {@code client.on(RmqEvent.BLOCKED, …)}. */
public final class RmqEvent {
    /** A connection was made; the same as {@link TransportEvent#CONNECT}. */
    public static final TransportEvent<SocketAddress> CONNECT = TransportEvent.CONNECT;

    /** An attempt to connect again begins. */
    public static final TransportEvent<SocketAddress> RECONNECT =
            new TransportEvent<>("reconnect", SocketAddress.class);

    /** A connection, or a channel that it was for, was lost; told with the reason. */
    public static final TransportEvent<Throwable> DISCONNECT = new TransportEvent<>("disconnect", Throwable.class);

    /** A connection ended; the same as {@link TransportEvent#CLOSE}. */
    public static final TransportEvent<SocketAddress> CLOSE = TransportEvent.CLOSE;

    /** The broker takes no messages any more; told with its reason. */
    public static final TransportEvent<String> BLOCKED = new TransportEvent<>("blocked", String.class);

    /** The broker takes messages again. */
    public static final TransportEvent<SocketAddress> UNBLOCKED =
            new TransportEvent<>("unblocked", SocketAddress.class);

    /** Something failed that no caller is told about; the same as {@link TransportEvent#ERROR}. */
    public static final TransportEvent<Throwable> ERROR = TransportEvent.ERROR;

    private RmqEvent() {}
}
