package dev.rookery.examples.websocket;

import dev.rookery.web.ConnectedSocket;
import dev.rookery.web.MessageBody;
import dev.rookery.web.SubscribeMessage;
import dev.rookery.web.WebSocketGateway;
import dev.rookery.web.WsClient;
import dev.rookery.web.WsEvent;
import jakarta.validation.Valid;
import reactor.core.publisher.Flux;

@WebSocketGateway(path = "/live")
final class LiveOrders {
    private final OrderBook orders;

    LiveOrders(OrderBook orders) {
        this.orders = orders;
    }

    @SubscribeMessage("place")
    WsEvent place(@MessageBody @Valid Order order) { // {"event":"place","data":{"sku":"tea","quantity":2}}
        return new WsEvent("placed", orders.place(order)); // {"event":"placed","data":{…}}
    }

    @SubscribeMessage("watch")
    Flux<WsEvent> watch(@MessageBody("sku") String sku) { // each element is a frame; ends when the client goes
        return orders.of(sku).map(order -> new WsEvent("order", order));
    }

    @SubscribeMessage("join")
    void join(String room, @ConnectedSocket WsClient client) {
        client.join(room);
    }
}
