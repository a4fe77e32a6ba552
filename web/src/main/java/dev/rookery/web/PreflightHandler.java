package dev.rookery.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Ends a preflight request, once Jetty has said who may call. Where any header may be sent, it names those that the client wants to send, since {@code *} is
 * neither {@code Authorization} nor anything at all for a request with cookies, as the Fetch standard has it.
 */
final class PreflightHandler extends Handler.Wrapper {
    private static final String ANY = "*";

    private final boolean anyHeader;

    PreflightHandler(HttpCors cors, Handler within) {
        super(within);
        this.anyHeader = cors.headers().contains(ANY);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var asked = request.getHeaders();
        if (!request.getMethod().equals("OPTIONS")
                || !asked.contains(HttpHeader.ORIGIN)
                || !asked.contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD)) {
            return super.handle(request, response, callback);
        }
        var headers = response.getHeaders();
        var wanted = asked.get(HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS);
        if (anyHeader && headers.contains(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS)) {
            headers.remove(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS);
            headers.add(HttpHeader.VARY, HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS.asString());
            if (wanted != null) {
                headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
            }
        }
        response.setStatus(Statuses.NO_CONTENT);
        callback.succeeded();
        return true;
    }
}
