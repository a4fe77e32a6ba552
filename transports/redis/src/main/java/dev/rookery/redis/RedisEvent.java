package dev.rookery.redis;

import dev.rookery.transport.TransportEvent;
import java.net.SocketAddress;
import java.time.Duration;

/** What happens on the connections to Redis, under the names of Nest's driver. */
public final class RedisEvent {
    /** One of the two connections was made; the same as {@link TransportEvent#CONNECT}. */
    public static final TransportEvent<SocketAddress> CONNECT = TransportEvent.CONNECT;

    /** One of the two connections ended; the same as {@link TransportEvent#CLOSE}. */
    public static final TransportEvent<SocketAddress> CLOSE = TransportEvent.CLOSE;

    /** Something failed that no caller is told about; the same as {@link TransportEvent#ERROR}. */
    public static final TransportEvent<Throwable> ERROR = TransportEvent.ERROR;

    /** Both connections are there, and a server has subscribed; told with the address of Redis. */
    public static final TransportEvent<SocketAddress> READY = new TransportEvent<>("ready", SocketAddress.class);

    /** Connecting again begins after a while; told with the wait. */
    public static final TransportEvent<Duration> RECONNECTING = new TransportEvent<>("reconnecting", Duration.class);

    /** The connections are closed for ever; told with the address of Redis. */
    public static final TransportEvent<SocketAddress> END = new TransportEvent<>("end", SocketAddress.class);

    private RedisEvent() {}
}
