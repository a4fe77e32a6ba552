package dev.rookery.tcp;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Handlers that most tests need. */
final class EchoController {
    final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();

    @MessagePattern("raw")
    @Nullable JsonNode raw(@Payload @Nullable JsonNode data) {
        return data;
    }

    @MessagePattern("{cmd: 'sum'}")
    int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    @MessagePattern("countdown")
    Flux<Integer> countdown(int from) {
        return Flux.range(0, from).map(passed -> from - passed);
    }

    @EventPattern("happened")
    void happened(JsonNode what) {
        events.add(what);
    }

    @MessagePattern("fails")
    String fails() {
        throw new dev.rookery.error.RpcException("text");
    }
}
