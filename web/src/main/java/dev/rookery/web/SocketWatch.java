package dev.rookery.web;

import dev.rookery.internal.DeadlineSweeper;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks after the time of all sockets of a door, on one thread that there is while there are sockets. */
final class SocketWatch implements AutoCloseable {
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** How long streams may go on when the service shuts down. */
    private static final long STREAMS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Set<SocketConnection> connections;
    private final long pause;
    private final DeadlineSweeper sweeper = new DeadlineSweeper("rookery-ws-watch", this::sweep);
    private volatile long streamsEnd = DeadlineSweeper.NEVER;

    SocketWatch(WebSocketOptions options, Set<SocketConnection> connections) {
        this.connections = connections;
        var shortest = Stream.of(options.idleTimeout(), options.pingInterval())
                .filter(Duration::isPositive)
                .mapToLong(DeadlineSweeper::nanos)
                .min()
                .orElse(LONGEST_PAUSE_NANOS);
        this.pause = Math.clamp(shortest / 4, SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
    }

    /** There is a socket to look after. */
    void expect() {
        sweeper.expect(DeadlineSweeper.in(pause));
    }

    /** Ends all streams in a moment. */
    void endStreams() {
        streamsEnd = DeadlineSweeper.in(STREAMS_NANOS);
        sweeper.expect(streamsEnd);
    }

    private long sweep(long now) {
        if (now >= streamsEnd) {
            connections.forEach(SocketConnection::endStreams);
        }
        connections.forEach(connection -> connection.check(now));
        if (connections.isEmpty()) {
            return DeadlineSweeper.NEVER;
        }
        return now < streamsEnd ? Math.min(DeadlineSweeper.in(pause), streamsEnd) : DeadlineSweeper.in(pause);
    }

    @Override
    public void close() {
        sweeper.close();
    }
}
