package dev.rookery.examples.testing;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;

interface ParkingApi {
    @MessagePattern("parking.fee")
    int fee(Ticket ticket);

    @EventPattern("parking.left")
    void left(Ticket ticket);
}
