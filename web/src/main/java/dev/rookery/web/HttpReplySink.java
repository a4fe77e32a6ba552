package dev.rookery.web;

import dev.rookery.codec.ErrorBody;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.CallerGoneException;
import dev.rookery.error.ServerClosingException;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.ReplySink;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The way back of one request. Values of a stream are asked of the handler as long as the connection takes them, some at a time.
 *
 * <p>Core calls the sink's methods one after the other; Jetty's threads tell when the connection can take more, and when the client has gone.
 */
final class HttpReplySink implements ReplySink {
    private static final byte[] NOTHING = {};

    private final Scheduler scheduler;
    private final ReplyWriter writer;
    private final HttpContext context;
    private final ReplyPlan plan;
    private final PacketCodec codec;
    private final Duration heartbeat;
    private final FailureLog failures;
    private final Callback callback;
    private final Outbox outbox;
    private final @Nullable StreamFormat format;
    private final boolean headOnly;
    private final PendingExchange exchange = new PendingExchange();
    private final Demand demand = new Demand();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean called = new AtomicBoolean();
    private volatile boolean headSent;
    private volatile boolean movedSinceBeat;

    HttpReplySink(
            Request request,
            Response response,
            Callback callback,
            HttpContext context,
            ReplyPlan plan,
            @Nullable StreamFormat format,
            Duration heartbeat,
            FailureLog failures) {
        this.scheduler = request.getComponents().getScheduler();
        this.writer = new ReplyWriter(response);
        this.headOnly = request.getMethod().equals("HEAD");
        this.callback = callback;
        this.context = context;
        this.plan = plan;
        this.codec = context.codec();
        this.format = format;
        this.heartbeat = heartbeat;
        this.failures = failures;
        this.outbox = new Outbox(response, this::askMore, this::succeed, this::clientGone);
    }

    // ---- for Jetty's threads ----

    /** The handler has been started, or will be. */
    void began(Exchange started) {
        if (exchange.begin(started)) {
            askMore();
        }
    }

    /** The connection takes more: what was asked for last has come, and was sent. */
    private void askMore() {
        var begun = exchange.begun();
        var more = demand.next();
        if (begun != null && plan.many() && asked.compareAndSet(0, more)) {
            begun.request(more);
        }
    }

    private void succeed() {
        if (called.compareAndSet(false, true)) {
            callback.succeeded();
        }
    }

    /** The client has gone, or takes nothing any more. */
    void clientGone(Throwable why) {
        outbox.stop();
        exchange.cancel(new CallerGoneException("The client of " + context.pattern() + " has gone"));
        if (called.compareAndSet(false, true)) {
            callback.failed(why);
        }
    }

    /** Ends a stream of events that has begun, and may have no end of its own. Its client asks again, and reaches another instance. */
    void endFeed() {
        if (headSent) {
            outbox.add(_ -> {}, true);
            exchange.cancel(new ServerClosingException("The service is shutting down"));
        }
    }

    // ---- for core ----

    @Override
    public boolean begun() {
        if (format == null || !plan.events()) {
            return false;
        }
        send(format, NOTHING, false);
        if (!headOnly) {
            beatLater();
        }
        return true;
    }

    @Override
    public void next(@Nullable Object value, boolean last) {
        if (format == null) {
            sendOnly(value);
            return;
        }
        var out = new ByteArrayOutputStream();
        format.value(value, out); // first, since it may throw, and nothing is sent then
        if (last) {
            format.end(out);
        }
        demand.came(out.size());
        asked.decrementAndGet();
        send(format, out.toByteArray(), last);
        movedSinceBeat = true;
    }

    /** Sends a part of a stream, and what stands before the first one. */
    private void send(StreamFormat body, byte[] bytes, boolean last) {
        var first = !headSent;
        if (first) {
            headSent = true;
            writer.streamHead(plan, context.reply(), body.contentType());
            if (headOnly) {
                outbox.sendHead();
                exchange.cancel(
                        new CallerGoneException("The client of " + context.pattern() + " wanted the head alone"));
                return;
            }
        }
        outbox.add(
                out -> {
                    if (first) {
                        body.begin(out);
                    }
                    out.writeBytes(bytes);
                },
                last);
    }

    private void sendOnly(@Nullable Object value) {
        var bytes = writer.head(value, plan, context.reply(), codec);
        headSent = true;
        outbox.sendOnly(bytes);
    }

    @Override
    public void complete() {
        if (format == null) {
            sendOnly(null);
        } else {
            var out = new ByteArrayOutputStream();
            format.end(out);
            send(format, out.toByteArray(), true);
        }
    }

    @Override
    public boolean answers(Throwable error) {
        return ErrorRules.known(error).isPresent();
    }

    @Override
    public void error(Throwable cause, ErrorBody mapped) {
        var error = ErrorRules.answer(cause, mapped);
        failures.tell(context.pattern(), error, cause);
        if (!headSent) {
            var bytes = writer.errorHead(error, context.reply(), codec); // may throw; then core sends another error
            headSent = true;
            outbox.sendOnly(bytes);
        } else if (format == null || !addError(error, format)) {
            outbox.stop();
            if (called.compareAndSet(false, true)) {
                callback.failed(cause); // the client sees a body that ends too early, and no end
            }
        }
    }

    /** False if the format has no place for an error, so that the connection has to break. */
    private boolean addError(HttpError error, StreamFormat body) {
        var out = new ByteArrayOutputStream();
        if (!body.error(error, out)) {
            return false;
        }
        send(body, out.toByteArray(), true);
        return true;
    }

    // ---- signs of life ----

    private void beatLater() {
        if (!heartbeat.isZero()) {
            scheduler.schedule(this::beat, heartbeat.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void beat() {
        if (called.get() || format == null) {
            return;
        }
        if (!movedSinceBeat) {
            outbox.add(format::heartbeat, false);
        }
        movedSinceBeat = false;
        beatLater();
    }
}
