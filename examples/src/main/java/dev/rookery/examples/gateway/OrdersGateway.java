package dev.rookery.examples.gateway;

import dev.rookery.annotation.Controller;
import dev.rookery.web.Body;
import dev.rookery.web.Get;
import dev.rookery.web.Post;
import jakarta.validation.Valid;
import java.util.List;

@Controller("orders")
final class OrdersGateway {
    private final StockApi stock; // in Nest
    private final OrdersApi orders; // in Java

    OrdersGateway(StockApi stock, OrdersApi orders) {
        this.stock = stock;
        this.orders = orders;
    }

    @Get
    List<Order> latest() {
        return Service.ORDERS.ask(orders::latest);
    }

    @Post
    Order place(@Body @Valid NewOrder order) {
        var price = Service.STOCK.ask(() -> stock.price(order.sku(), order.quantity()));
        var priced = new PricedOrder(order.sku(), price.item(), order.quantity(), price.cents(), order.name());
        return Service.ORDERS.ask(() -> orders.place(priced));
    }
}
