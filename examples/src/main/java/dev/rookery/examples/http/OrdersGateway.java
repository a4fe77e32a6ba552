package dev.rookery.examples.http;

import dev.rookery.annotation.Controller;
import dev.rookery.web.Body;
import dev.rookery.web.Get;
import dev.rookery.web.Param;
import dev.rookery.web.Post;
import dev.rookery.web.Sse;
import jakarta.validation.Valid;
import java.util.UUID;
import reactor.core.publisher.Flux;

@Controller("orders")
final class OrdersGateway {
    private final OrdersApi orders; // a typed client

    OrdersGateway(OrdersApi orders) {
        this.orders = orders;
    }

    @Get("{id}")
    Order one(@Param("id") UUID id) {
        return orders.find(id); // a virtual thread waits, and no other
    }

    @Post
    Order place(@Body @Valid NewOrder order) {
        return orders.place(order);
    }

    @Sse("feed")
    Flux<Order> feed() {
        return orders.feed();
    }
}
