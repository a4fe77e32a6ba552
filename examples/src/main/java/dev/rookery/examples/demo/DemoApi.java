package dev.rookery.examples.demo;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import java.util.List;
import reactor.core.publisher.Flux;

/** What the demo's service can be asked: the controller implements it, and the client calls it. Any transport takes these patterns. */
interface DemoApi {
    @MessagePattern("math.sum")
    int sum(List<Integer> numbers);

    @MessagePattern("countdown")
    Flux<Integer> countdown(int from);

    @EventPattern("user_created")
    void userCreated(User user);

    @MessagePattern("users")
    List<User> users();

    @MessagePattern("reserve")
    String reserve(String article);

    /** Who was created. */
    record User(String name) {}
}
