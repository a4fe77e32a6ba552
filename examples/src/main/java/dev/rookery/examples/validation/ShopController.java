package dev.rookery.examples.validation;

import dev.rookery.annotation.Controller;

@Controller
final class ShopController implements ShopApi { // with its patterns, and with its constraints

    @Override
    public int order(Order order) {
        return order.lines().size();
    }

    @Override
    public int cancel(int id) {
        return id;
    }
}
