package dev.rookery.benchmarks.peers.http;

import dev.rookery.benchmarks.peers.http.Orders.NewOrder;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/** The handler as one writes it who wants no hop to another thread: it waits for the body without a thread. */
final class JettyNonBlocking extends Handler.Abstract.NonBlocking {
    private static final int LONGEST_BODY = 1 << 20;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!JettyOrders.isAuthorized(request)) {
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
            return true;
        }
        if (JettyOrders.isPlacing(request)) {
            place(request, response, callback);
            return true;
        }
        var found = JettyOrders.found(request);
        if (found == null) {
            return false;
        }
        JettyOrders.send(HttpStatus.OK_200, found, response, callback);
        return true;
    }

    private static void place(Request request, Response response, Callback callback) {
        Content.Source.asByteArrayAsync(
                request,
                LONGEST_BODY,
                Promise.Invocable.from(
                        InvocationType.NON_BLOCKING,
                        body -> JettyOrders.place(
                                JettyOrders.MAPPER.readValue(body, NewOrder.class), request, response, callback),
                        callback::failed));
    }
}
