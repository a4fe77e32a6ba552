package dev.rookery.examples.http;

import dev.rookery.annotation.MessagePattern;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** What the service behind answers; it may be Java or Nest. */
interface OrdersApi {
    @MessagePattern("orders.find")
    Order find(UUID id);

    @MessagePattern("orders.place")
    Order place(NewOrder order);

    @MessagePattern("orders.feed")
    Flux<Order> feed();
}
