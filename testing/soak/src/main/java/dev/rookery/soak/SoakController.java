package dev.rookery.soak;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.RpcException;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;

/** Answers, streams, fails and counts events, by patterns that every transport can carry. */
@Controller
final class SoakController {
    private final AtomicLong events = new AtomicLong();

    @MessagePattern("soak.echo")
    String echo(String text) {
        return text;
    }

    @MessagePattern("soak.count")
    Flux<Integer> count(int to) {
        return Flux.range(0, to);
    }

    @MessagePattern("soak.fail")
    String fail(String text) {
        throw new RpcException(text);
    }

    @EventPattern("soak.note")
    void note(String text) {
        events.incrementAndGet();
    }

    /** How many have come. */
    long events() {
        return events.get();
    }
}
