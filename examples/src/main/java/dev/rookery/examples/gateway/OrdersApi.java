package dev.rookery.examples.gateway;

import dev.rookery.annotation.MessagePattern;
import java.util.List;

/** What the order service answers, which is written in Java. */
interface OrdersApi {
    @MessagePattern("orders.place")
    Order place(PricedOrder order);

    @MessagePattern("orders.latest")
    List<Order> latest();
}
