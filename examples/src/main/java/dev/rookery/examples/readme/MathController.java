package dev.rookery.examples.readme;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import java.util.List;
import reactor.core.publisher.Flux;

@Controller
final class MathController {

    @MessagePattern("{cmd: 'sum'}") // Nest's { cmd: 'sum' }, pasted
    int accumulate(List<Integer> numbers) { // runs on a virtual thread: blocking is fine
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    @MessagePattern("countdown")
    Flux<Integer> countdown(int from) { // every element is one reply
        return Flux.range(0, from).map(i -> from - i);
    }
}
