package dev.rookery.examples.http;

import dev.rookery.annotation.Controller;
import dev.rookery.error.HttpException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;

/** The service behind. */
@Controller
final class OrdersService implements OrdersApi {
    private final Map<UUID, Order> orders = new ConcurrentHashMap<>();

    @Override
    public Order find(UUID id) {
        var order = orders.get(id);
        if (order == null) {
            throw HttpException.notFound("There is no order " + id);
        }
        return order;
    }

    @Override
    public Order place(NewOrder order) {
        var placed = new Order(UUID.randomUUID(), order.sku(), order.quantity());
        orders.put(placed.id(), placed);
        return placed;
    }

    @Override
    public Flux<Order> feed() {
        return Flux.fromIterable(orders.values());
    }
}
