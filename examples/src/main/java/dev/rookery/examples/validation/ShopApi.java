package dev.rookery.examples.validation;

import dev.rookery.annotation.MessagePattern;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

interface ShopApi {
    @MessagePattern("shop.order")
    int order(@Valid @NotNull Order order);

    @MessagePattern("shop.cancel")
    int cancel(@Min(1) int id);
}
