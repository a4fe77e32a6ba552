package dev.rookery.web;

import dev.rookery.codec.ErrorBody;
import dev.rookery.error.CallerGoneException;
import dev.rookery.error.RookeryException;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.ReplySink;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The way back of one request: what is alike whether one value goes it or a stream.
 *
 * <p>Core calls the sink's methods one after the other; Jetty's threads tell when the connection can take more, and when the client has gone.
 */
abstract sealed class HttpReplySink implements ReplySink permits SingleReplySink, StreamReplySink {
    private final HttpContext context;
    private final ReplyPlan plan;
    private final FailureLog failures;
    private final ReplyWriter writer;
    private final Outbox outbox;
    private final Callback callback;
    private final PendingExchange exchange = new PendingExchange();
    private final AtomicBoolean called = new AtomicBoolean();

    HttpReplySink(Response response, Callback callback, HttpContext context, ReplyPlan plan, FailureLog failures) {
        this.context = context;
        this.plan = plan;
        this.failures = failures;
        this.writer = new ReplyWriter(response);
        this.outbox = new Outbox(response, this::takesMore, this::succeed, this::clientGone);
        this.callback = callback;
    }

    HttpContext context() {
        return context;
    }

    ReplyPlan plan() {
        return plan;
    }

    ReplyWriter writer() {
        return writer;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Whether the request was answered, or given up. */
    boolean isOver() {
        return called.get();
    }

    // ---- for Jetty's threads ----

    /** The handler has been started, or will be. */
    void began(Exchange started) {
        if (exchange.begin(started)) {
            takesMore();
        }
    }

    /** The connection has taken all that there was. */
    private void takesMore() {
        var begun = exchange.begun();
        if (begun != null) {
            askMore(begun);
        }
    }

    /** Asks the handler for what the connection can take. */
    abstract void askMore(Exchange begun);

    private void succeed() {
        if (called.compareAndSet(false, true)) {
            callback.succeeded();
        }
    }

    /** The client has gone, or takes nothing any more. */
    void clientGone(Throwable why) {
        cancel(new CallerGoneException("The client of " + context.pattern() + " has gone"));
        breakOff(why);
    }

    /** Stops the handler. */
    void cancel(RookeryException why) {
        exchange.cancel(why);
    }

    /** Sends nothing further; the client sees a body that ends too early, and no end. */
    void breakOff(Throwable why) {
        outbox.stop();
        if (called.compareAndSet(false, true)) {
            callback.failed(why);
        }
    }

    // ---- for core ----

    @Override
    public boolean answers(Throwable error) {
        return ErrorRules.known(error).isPresent();
    }

    @Override
    public void error(Throwable cause, ErrorBody mapped) {
        var error = ErrorRules.answer(cause, mapped);
        failures.tell(context.pattern(), error, cause);
        end(error, cause);
    }

    /** Sends an error, which is the end. */
    abstract void end(HttpError error, Throwable cause);

    /** Sends an error in place of a reply. */
    void sendError(HttpError error) {
        outbox.sendOnly(
                writer.errorHead(error, context.reply(), context.codec())); // may throw; then core sends another
    }
}
