package dev.rookery.examples.configuration;

import dev.rookery.config.DefaultValue;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

record ShopSettings(
        @Min(1) int maxOrders, // shop.max-orders
        @DefaultValue("EUR") String currency,
        @DefaultValue("5s") Duration patience,
        List<String> countries,
        Optional<Discount> discount) {

    record Discount(int percent, @DefaultValue("") List<String> codes) {} // shop.discount.percent, …
}
