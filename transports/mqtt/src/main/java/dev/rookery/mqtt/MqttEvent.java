package dev.rookery.mqtt;

import dev.rookery.transport.TransportEvent;
import java.net.SocketAddress;

/** What happens on the connection to the broker, under mqtt.js's names; each is told with the broker's address unless it says otherwise. */
public final class MqttEvent {
    /** The broker has accepted the connection, at first or again; the same as {@link TransportEvent#CONNECT}. */
    public static final TransportEvent<SocketAddress> CONNECT = TransportEvent.CONNECT;

    /** An attempt to connect again begins. */
    public static final TransportEvent<SocketAddress> RECONNECT =
            new TransportEvent<>("reconnect", SocketAddress.class);

    /** The broker said that it ends the connection, which only MQTT 5 has; told with its reason. */
    public static final TransportEvent<Throwable> DISCONNECT = new TransportEvent<>("disconnect", Throwable.class);

    /** A connection ended; the same as {@link TransportEvent#CLOSE}. */
    public static final TransportEvent<SocketAddress> CLOSE = TransportEvent.CLOSE;

    /** There is no connection any more, though nobody closed it. */
    public static final TransportEvent<SocketAddress> OFFLINE = new TransportEvent<>("offline", SocketAddress.class);

    /** The server or client was closed. */
    public static final TransportEvent<SocketAddress> END = new TransportEvent<>("end", SocketAddress.class);

    /** Something failed that no caller is told about; the same as {@link TransportEvent#ERROR}. */
    public static final TransportEvent<Throwable> ERROR = TransportEvent.ERROR;

    private MqttEvent() {}
}
