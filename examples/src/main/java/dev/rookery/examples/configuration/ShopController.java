package dev.rookery.examples.configuration;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;

@Controller
final class ShopController {
    private final ShopSettings settings;

    ShopController(ShopSettings settings) { // injected like any other
        this.settings = settings;
    }

    @MessagePattern("currency")
    String currency() {
        return settings.currency();
    }
}
