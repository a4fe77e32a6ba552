package dev.rookery.examples.websocket;

import dev.rookery.web.WebSockets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Keeps nothing, and tells everybody. */
final class OrderBook {
    private final WebSockets sockets;
    private final Sinks.Many<Order> placed = Sinks.many().multicast().directBestEffort();

    OrderBook(WebSockets sockets) {
        this.sockets = sockets;
    }

    Order place(Order order) {
        placed.tryEmitNext(order);
        sockets.at("/live").to(order.sku()).emit("order", order); // written as JSON once, for however many
        return order;
    }

    Flux<Order> of(String sku) {
        return placed.asFlux().filter(order -> order.sku().equals(sku));
    }
}
