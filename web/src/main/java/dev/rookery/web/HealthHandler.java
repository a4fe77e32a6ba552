package dev.rookery.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells whoever watches that the process lives, and whether it takes requests: from the start of the door until it drains. All else goes to the handler
 * within.
 */
final class HealthHandler extends Handler.Wrapper {
    private static final String LIVE = "/health/live";
    private static final String READY = "/health/ready";
    private static final String BOTH = "/health";

    private final BooleanSupplier ready;

    HealthHandler(Handler within, BooleanSupplier ready) {
        super(within);
        this.ready = ready;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return super.handle(request, response, callback);
        }
        switch (request.getHttpURI().getPath()) {
            case LIVE -> tell(true, response, callback);
            case READY, BOTH -> tell(ready.getAsBoolean(), response, callback);
            case null, default -> {
                return super.handle(request, response, callback);
            }
        }
        return true;
    }

    private static void tell(boolean good, Response response, Callback callback) {
        response.setStatus(good ? Statuses.OK : Statuses.SERVICE_UNAVAILABLE);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Values.JSON);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        var body = good ? "{\"status\":\"ok\"}" : "{\"status\":\"shutting down\"}";
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
