package dev.rookery.examples.production;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;

@Controller
final class OrdersController {
    @MessagePattern("orders.total")
    int total(int[] cents) {
        var sum = 0;
        for (var each : cents) {
            sum += each;
        }
        return sum;
    }
}
