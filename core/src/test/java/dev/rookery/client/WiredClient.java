package dev.rookery.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A client on a {@link Wire}, of whose calls nothing may be left after a test. */
abstract class WiredClient {
    static final Duration SOON = Duration.ofSeconds(5);

    final Wire wire = new Wire();
    ClientCore core = new ClientCore(wire, ClientOptions.defaults());

    final void options(Consumer<ClientOptions.Builder> change) {
        var options = ClientOptions.builder();
        change.accept(options);
        core = new ClientCore(wire, options.build());
    }

    final ClientProxy client() {
        return new TransportClientProxy(core, core.options().timeout());
    }

    final Flux<Integer> send() {
        return client().send("p", 1, Integer.class);
    }

    final Mono<Integer> request() {
        return client().request("p", 1, Integer.class);
    }

    @AfterEach
    void nothing_is_left() {
        assertThat(wire.correlation().size()).as("still waiting").isZero();
        assertThat(core.watched()).as("still watched").isZero();
        assertThat(wire.badDemand).hasValue(0);
        core.close();
    }
}
