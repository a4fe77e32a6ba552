package dev.rookery.examples.gateway;

import dev.rookery.annotation.Controller;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** The order service. It remembers the latest orders for as long as it lives. */
@Controller
final class OrdersController implements OrdersApi {
    private static final int REMEMBERED = 20;

    private final Deque<Order> latest = new ArrayDeque<>();
    private final OrderEvents events;

    OrdersController(OrderEvents events) { // a typed client: what is called here is sent
        this.events = events;
    }

    @Override
    public Order place(PricedOrder order) {
        var placed = new Order(
                UUID.randomUUID(),
                Instant.now(),
                order.sku(),
                order.item(),
                order.quantity(),
                order.cents(),
                order.name());
        remember(placed);
        events.placed(placed);
        return placed;
    }

    @Override
    public synchronized List<Order> latest() {
        return List.copyOf(latest);
    }

    private synchronized void remember(Order order) {
        latest.addFirst(order);
        if (latest.size() > REMEMBERED) {
            latest.removeLast();
        }
    }
}
