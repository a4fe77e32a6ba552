package dev.rookery.examples.gateway;

import dev.rookery.annotation.Controller;
import dev.rookery.web.Get;
import java.util.List;

@Controller("items")
final class ItemsGateway {
    private final StockApi stock;

    ItemsGateway(StockApi stock) {
        this.stock = stock;
    }

    @Get
    List<Item> all() {
        return Service.STOCK.ask(stock::items);
    }
}
