package dev.rookery.examples.orders;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;

@Controller
@UseGuards(RolesGuard.class)
@UseFilters(DomainErrors.class)
final class OrdersController {
    private final Stock stock;

    OrdersController(Stock stock) { // one constructor: no annotation needed
        this.stock = stock;
    }

    @MessagePattern("order.place")
    @UseInterceptors(Timing.class)
    Receipt place(Order order) {
        stock.take(order.sku());
        return new Receipt(order.sku());
    }

    @MessagePattern("order.sku")
    String sku(@Payload("sku") String sku) { // one member of the payload
        return sku;
    }

    record Order(String sku) {}

    record Receipt(String sku) {}
}
