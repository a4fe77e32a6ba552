package dev.rookery.examples.beside;

import dev.rookery.annotation.MessagePattern;

interface ShopApi {
    @MessagePattern("shop.offer")
    String offer(Parcel parcel);
}
