package dev.rookery.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Closes connections of HTTP/1 whose client sends the head of a request byte by byte, so that the connection is never idle and never of use.
 *
 * <p>It looks at each connection once in the time that a request may take. Bytes that came in two such times in a row without a new request are no body,
 * which has a limit of its own, and so they are a head.
 */
final class HeadWatch extends Handler.Wrapper implements Connection.Listener {
    private final Duration limit;
    private final Map<Connection, Watched> connections = new ConcurrentHashMap<>();

    HeadWatch(Handler within, Duration limit) {
        super(within);
        this.limit = limit;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ConnectionMetaData) { // HTTP/1 or its like, and not HTTP/2, which has pings
            connections.put(connection, new Watched());
            lookLater(connection);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var watched = connections.get(request.getConnectionMetaData().getConnection());
        if (watched != null) {
            watched.requests.incrementAndGet();
        }
        return super.handle(request, response, callback);
    }

    private void lookLater(Connection connection) {
        getServer().getScheduler().schedule(() -> look(connection), limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look(Connection connection) {
        var watched = connections.get(connection);
        if (watched == null) {
            return;
        }
        if (watched.dawdles(connection.getBytesIn())) {
            connection.getEndPoint().close();
        } else {
            lookLater(connection);
        }
    }

    /** What is known of a connection. Looked at by one thread at a time. */
    private static final class Watched {
        private final AtomicLong requests = new AtomicLong();
        private volatile long requestsBefore;
        private volatile long bytesBefore;
        private volatile boolean suspected;

        boolean dawdles(long bytes) {
            var now = requests.get();
            var again = suspected;
            suspected = now == requestsBefore && bytes > bytesBefore;
            requestsBefore = now;
            bytesBefore = bytes;
            return suspected && again;
        }
    }
}
