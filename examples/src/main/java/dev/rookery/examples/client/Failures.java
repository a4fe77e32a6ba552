package dev.rookery.examples.client;

import dev.rookery.client.ClientProxy;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** What can go wrong, told apart. */
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private final ClientProxy math;

    Failures(ClientProxy math) {
        this.math = math;
    }

    Mono<Integer> sumOrZero(List<Integer> numbers) {
        return math.withTimeout(Duration.ofSeconds(2))
                .request("{cmd: 'sum'}", numbers, Integer.class)
                .doOnError(RemoteException.class, error -> log.warn("the service refused: {}", error.getMessage()))
                .onErrorReturn(NoHandlerException.class, 0)
                .onErrorReturn(RequestTimeoutException.class, 0);
    }
}
