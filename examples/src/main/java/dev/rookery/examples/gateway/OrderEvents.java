package dev.rookery.examples.gateway;

import dev.rookery.annotation.EventPattern;

/** What the order service tells everybody. */
interface OrderEvents {
    @EventPattern("order.placed")
    void placed(Order order);
}
