package dev.rookery.examples.client;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import java.util.List;
import reactor.core.publisher.Flux;

interface MathApi {
    @MessagePattern("{cmd: 'sum'}")
    int sum(List<Integer> numbers);

    @MessagePattern("countdown")
    Flux<Integer> countdown(int from);

    @EventPattern("user_created")
    void userCreated(User user);
}
