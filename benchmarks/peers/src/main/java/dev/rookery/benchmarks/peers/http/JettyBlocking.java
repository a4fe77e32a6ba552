package dev.rookery.benchmarks.peers.http;

import dev.rookery.benchmarks.peers.http.Orders.NewOrder;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The handler as most write it: it reads the body from a stream, which may block. */
final class JettyBlocking extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!JettyOrders.isAuthorized(request)) {
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
            return true;
        }
        if (JettyOrders.isPlacing(request)) {
            var wanted = JettyOrders.MAPPER.readValue(Content.Source.asInputStream(request), NewOrder.class);
            JettyOrders.place(wanted, request, response, callback);
            return true;
        }
        var found = JettyOrders.found(request);
        if (found == null) {
            return false;
        }
        JettyOrders.send(HttpStatus.OK_200, found, response, callback);
        return true;
    }
}
