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
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

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
            var watched = new Watched();
            connections.put(connection, watched);
            lookLater(connection, watched);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        var watched = connections.remove(connection);
        if (watched != null) {
            watched.end();
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var watched = connections.get(request.getConnectionMetaData().getConnection());
        if (watched != null) {
            watched.requests.incrementAndGet();
        }
        return super.handle(request, response, callback);
    }

    private void lookLater(Connection connection, Watched watched) {
        watched.next(getServer()
                .getScheduler()
                .schedule(() -> look(connection, watched), limit.toNanos(), TimeUnit.NANOSECONDS));
    }

    private void look(Connection connection, Watched watched) {
        if (watched.dawdles(connection.getBytesIn())) {
            connection.getEndPoint().close();
        } else {
            lookLater(connection, watched);
        }
    }

    /** What is known of a connection. Looked at by one thread at a time. */
    private static final class Watched {
        private final AtomicLong requests = new AtomicLong();
        private volatile long requestsBefore;
        private volatile long bytesBefore;
        private volatile boolean suspected;
        // guarded by this
        private Scheduler.@Nullable Task look;
        private boolean ended;

        /** It will be looked at by this task; not if it has ended meanwhile. */
        synchronized void next(Scheduler.Task task) {
            look = task;
            if (ended) {
                task.cancel();
            }
        }

        /** It is gone, and what would look at it must not keep it. */
        synchronized void end() {
            ended = true;
            if (look != null) {
                look.cancel();
            }
        }

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
