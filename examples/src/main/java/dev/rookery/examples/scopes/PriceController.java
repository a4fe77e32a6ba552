package dev.rookery.examples.scopes;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import jakarta.inject.Provider;

@Controller
final class PriceController {
    private final Provider<Basket> basket;

    PriceController(Provider<Basket> basket) { // one controller for all messages
        this.basket = basket;
    }

    @MessagePattern("price")
    String price() {
        return basket.get().owner(); // the basket of this very message
    }
}
