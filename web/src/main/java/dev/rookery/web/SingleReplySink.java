package dev.rookery.web;

import dev.rookery.transport.Exchange;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The way back of one value, or of none. */
final class SingleReplySink extends HttpReplySink {

    SingleReplySink(Response response, Callback callback, HttpContext context, ReplyPlan plan, FailureLog failures) {
        super(response, callback, context, plan, failures);
    }

    /** A handler with one value need not be asked. */
    @Override
    void askMore(Exchange begun) {}

    @Override
    public void next(@Nullable Object value, boolean last) {
        outbox().sendOnly(writer().head(
                        value, plan(), context().reply(), context().codec()));
    }

    @Override
    public void complete() {
        next(null, true);
    }

    @Override
    void end(HttpError error, Throwable cause) {
        sendError(error);
    }
}
