package dev.rookery.examples.gateway;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import java.util.List;

/** What the stock service answers, which is written in Nest. */
interface StockApi {
    @MessagePattern("stock.items")
    List<Item> items();

    @MessagePattern("stock.price")
    Price price(@Payload("sku") String sku, @Payload("quantity") int quantity);
}
