package dev.rookery.web;

import dev.rookery.error.CallerGoneException;
import dev.rookery.error.ServerClosingException;
import dev.rookery.transport.Exchange;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** The way back of a stream. Values are asked of the handler as long as the connection takes them, some at a time. */
final class StreamReplySink extends HttpReplySink {
    private static final byte[] NOTHING = {};

    private final Scheduler scheduler;
    private final boolean headOnly;
    private final StreamFormat format;
    private final Duration heartbeat;
    private final Demand demand = new Demand();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean headSent;
    private volatile boolean movedSinceBeat;

    StreamReplySink(
            Request request,
            Response response,
            Callback callback,
            HttpContext context,
            ReplyPlan plan,
            StreamFormat format,
            Duration heartbeat,
            FailureLog failures) {
        super(response, callback, context, plan, failures);
        this.scheduler = request.getComponents().getScheduler();
        this.headOnly = request.getMethod().equals("HEAD");
        this.format = format;
        this.heartbeat = heartbeat;
    }

    // ---- for Jetty's threads ----

    /** Unless what was asked for last is still to come. */
    @Override
    void askMore(Exchange begun) {
        var more = demand.next();
        if (asked.compareAndSet(0, more)) {
            begun.request(more);
        }
    }

    /** Ends events that have begun, and may have no end of their own. Their client asks again, and reaches another instance. */
    void endFeed() {
        if (headSent) {
            outbox().add(_ -> {}, true);
            cancel(new ServerClosingException("The service is shutting down"));
        }
    }

    // ---- for core ----

    @Override
    public boolean begun() {
        if (!plan().events()) {
            return false;
        }
        send(NOTHING, false);
        if (!headOnly) {
            beatLater();
        }
        return true;
    }

    @Override
    public void next(@Nullable Object value, boolean last) {
        var out = new ByteArrayOutputStream();
        format.value(value, out); // first, since it may throw, and nothing is sent then
        if (last) {
            format.end(out);
        }
        demand.came(out.size());
        asked.decrementAndGet();
        send(out.toByteArray(), last);
        movedSinceBeat = true;
    }

    /** Sends a part, and what stands before the first one. */
    private void send(byte[] bytes, boolean last) {
        var first = !headSent;
        if (first) {
            headSent = true;
            writer().streamHead(plan(), context().reply(), format.contentType());
            if (headOnly) {
                outbox().sendHead();
                cancel(new CallerGoneException("The client of " + context().pattern() + " wanted the head alone"));
                return;
            }
        }
        outbox().add(
                        out -> {
                            if (first) {
                                format.begin(out);
                            }
                            out.writeBytes(bytes);
                        },
                        last);
    }

    @Override
    public void complete() {
        var out = new ByteArrayOutputStream();
        format.end(out);
        send(out.toByteArray(), true);
    }

    @Override
    void end(HttpError error, Throwable cause) {
        if (!headSent) {
            sendError(error);
            return;
        }
        var out = new ByteArrayOutputStream();
        if (format.error(error, out)) {
            send(out.toByteArray(), true);
        } else {
            breakOff(cause);
        }
    }

    // ---- signs of life ----

    private void beatLater() {
        if (!heartbeat.isZero()) {
            scheduler.schedule(this::beat, heartbeat.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void beat() {
        if (isOver()) {
            return;
        }
        if (!movedSinceBeat) {
            outbox().add(format::heartbeat, false);
        }
        movedSinceBeat = false;
        beatLater();
    }
}
