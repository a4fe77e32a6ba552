package dev.rookery.benchmarks.peers.http;

import dev.rookery.benchmarks.process.Work;
import java.nio.charset.StandardCharsets;

/**
 * A request as it goes over the wire, and the reply that it must have.
 *
 * @param request head and body
 * @param status the status of the reply
 * @param body the body of the reply
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpExchange(byte[] request, int status, byte[] body) {
    private static final String PLACED = "{\"customer\":\"Morphy\",\"item\":\"a box of chess pieces\",\"quantity\":2}";
    private static final HttpExchange PLACE_ORDER = new HttpExchange(
            bytes(head("POST /orders") + "Content-Type: application/json\r\nContent-Length: " + PLACED.length()
                    + "\r\n\r\n" + PLACED),
            201,
            order(1));
    private static final HttpExchange FIND_ORDER =
            new HttpExchange(bytes(head("GET /orders/4711") + "\r\n"), 200, order(4711));

    static HttpExchange of(Work work) {
        return switch (work) {
            case PLACE_ORDER -> PLACE_ORDER;
            case FIND_ORDER -> FIND_ORDER;
            default -> throw work.notHere();
        };
    }

    private static String head(String methodAndPath) {
        return methodAndPath + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nAuthorization: "
                + Orders.AUTHORIZATION + "\r\n";
    }

    private static byte[] order(int id) {
        return bytes("{\"id\":" + id
                + ",\"customer\":\"Morphy\",\"item\":\"a box of chess pieces\",\"quantity\":2,\"total\":500}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
