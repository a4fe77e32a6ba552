package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.client.ClientOptions;
import dev.rookery.tck.DemandParts.Counting;
import dev.rookery.transport.Capability;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** A subscriber that takes its time. */
public interface DemandContract extends Contract {

    @Test
    default void a_subscriber_may_ask_for_one_reply_at_a_time(ContractHarness harness) {
        var client = harness.clientOf(new Counting(new AtomicInteger()));

        StepVerifier.create(client.send("count", 3, Integer.class), 0)
                .thenRequest(1)
                .expectNext(0)
                .thenRequest(1)
                .expectNext(1)
                .thenRequest(1)
                .expectNext(2)
                .expectComplete()
                .verify(WAIT);
    }

    @Test
    @Needs(Capability.DEMAND)
    default void a_slow_subscriber_gets_more_than_fits_a_buffer_in_order(ContractHarness harness) {
        var server = harness.serve(new Counting(new AtomicInteger()));
        var client = harness.client(
                server, ClientOptions.builder().maxBufferedReplies(16).build());

        var values = client.send("count", 5_000, Integer.class)
                .publishOn(Schedulers.boundedElastic(), 1)
                .collectList()
                .block(WAIT.multipliedBy(2));

        assertThat(values).isEqualTo(IntStream.range(0, 5_000).boxed().toList());
    }

    @Test
    @Needs(Capability.DEMAND)
    default void a_handler_is_not_pulled_much_further_than_the_subscriber_asked(ContractHarness harness) {
        var pulled = new AtomicInteger();
        var server = harness.serve(new Counting(pulled));
        var client = harness.client(
                server,
                ClientOptions.builder()
                        .maxBufferedReplies(4)
                        .stallTimeout(Duration.ofSeconds(30))
                        .build());

        StepVerifier.create(client.send("large", 1_000, String.class).map(String::length), 1)
                .expectNext(Counting.LARGE)
                .then(() -> Eventually.keepsHolding(
                        Duration.ofMillis(300),
                        () -> assertThat(pulled).as("values made").hasValueLessThan(700)))
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(999)
                .expectComplete()
                .verify(WAIT.multipliedBy(2));
        assertThat(pulled).hasValue(1_000);
    }

    @Test
    default void a_subscriber_that_does_not_ask_is_not_timed_out(ContractHarness harness) {
        var server = harness.serve(new Counting(new AtomicInteger()));
        var client = harness.client(
                server, ClientOptions.builder().timeout(Duration.ofMillis(500)).build());

        StepVerifier.create(client.send("count", 3, Integer.class), 0)
                .thenRequest(1)
                .expectNext(0)
                .thenAwait(Duration.ofMillis(1_200))
                .thenRequest(2)
                .expectNext(1, 2)
                .expectComplete()
                .verify(WAIT);
    }
}
