package dev.rookery.examples.gateway;

import dev.rookery.web.WebSocketGateway;
import dev.rookery.web.WebSockets;

/** Hears of each order on NATS, whoever placed it, and tells all pages. */
@WebSocketGateway(path = "/live")
final class LiveOrders implements OrderEvents {
    private final WebSockets sockets;

    LiveOrders(WebSockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public void placed(Order order) {
        sockets.at("/live").emit("order", order);
    }
}
