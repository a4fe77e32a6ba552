package dev.rookery.examples.scopes;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;

@Controller
final class CheckoutController {
    private final Basket basket;

    CheckoutController(Basket basket) { // so there is one controller for each message, too
        this.basket = basket;
    }

    @MessagePattern("checkout")
    String checkout() {
        return basket.owner();
    }
}
