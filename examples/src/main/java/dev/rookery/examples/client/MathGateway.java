package dev.rookery.examples.client;

import dev.rookery.client.ClientProxy;
import dev.rookery.module.Injectable;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Injectable
final class MathGateway {
    private final ClientProxy math;

    MathGateway(@Named("MATH_SERVICE") ClientProxy math) {
        this.math = math;
    }

    Mono<Integer> sum(List<Integer> numbers) {
        return math.request("{cmd: 'sum'}", numbers, Integer.class); // one reply; cold: sent on subscription
    }

    Flux<Integer> countdown(int from) {
        return math.send("countdown", from, Integer.class).timeout(Duration.ofSeconds(5)); // many replies; cold
    }

    void created(User user) {
        math.emit("user_created", user); // hot: sent at once
    }
}
