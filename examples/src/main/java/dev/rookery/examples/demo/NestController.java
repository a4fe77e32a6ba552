package dev.rookery.examples.demo;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import java.util.List;

/** What the service answers under a pattern that is an object, as in Nest's own examples. */
@Controller
final class NestController {
    @MessagePattern("{cmd: 'sum'}")
    int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }
}
