package dev.rookery.examples.service;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.transport.MessageContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

@Controller
final class MathController {
    private static final Logger log = LoggerFactory.getLogger(MathController.class);

    @MessagePattern("{cmd: 'sum'}") // Nest's { cmd: 'sum' }, pasted
    int accumulate(List<Integer> numbers) { // runs on a virtual thread: blocking is fine
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    @MessagePattern("countdown")
    Flux<Integer> countdown(int from) { // every element is one reply
        return Flux.range(0, from).map(i -> from - i);
    }

    @EventPattern("user_created")
    void userCreated(User user, MessageContext context) { // payload by type, context by type
        log.info("created {} via {}", user, context.pattern());
    }
}
