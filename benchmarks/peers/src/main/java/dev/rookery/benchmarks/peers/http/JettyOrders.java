package dev.rookery.benchmarks.peers.http;

import dev.rookery.benchmarks.peers.http.Orders.NewOrder;
import dev.rookery.benchmarks.peers.http.Orders.Order;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** What both handlers on Jetty do: what our guard, pipe and handlers do, in the fewest words. */
final class JettyOrders {
    /** As strict as ours. */
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                    .build())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final String PATH = "/orders";

    private JettyOrders() {}

    static boolean isAuthorized(Request request) {
        return Orders.AUTHORIZATION.equals(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    }

    static boolean isPlacing(Request request) {
        return request.getMethod().equals("POST")
                && request.getHttpURI().getPath().equals(PATH);
    }

    /** The order that a GET asks for; null if it asks for something else. */
    static @Nullable Order found(Request request) {
        var path = request.getHttpURI().getPath();
        return request.getMethod().equals("GET") && path.startsWith(PATH + "/")
                ? Orders.find(Integer.parseInt(path, PATH.length() + 1, path.length(), 10))
                : null;
    }

    static void place(NewOrder wanted, Request request, Response response, Callback callback) {
        if (Orders.isSensible(wanted)) {
            send(HttpStatus.CREATED_201, Orders.place(wanted), response, callback);
        } else {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
        }
    }

    static void send(int status, Order order, Response response, Callback callback) {
        var body = MAPPER.writeValueAsBytes(order);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
