package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientOptions;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.transport.Capability;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Messages that nobody answers. */
@Needs(Capability.EVENT)
public interface EventContract extends Contract {

    @Test
    default void an_event_reaches_its_handler(ContractHarness harness) {
        var seen = new ConcurrentLinkedQueue<String>();
        var client = harness.clientOf(listener(seen));

        client.emit("created", "Ada").block(WAIT);

        awaitSeen(seen, "Ada");
    }

    @Test
    default void an_event_leaves_without_a_subscriber(ContractHarness harness) {
        var seen = new ConcurrentLinkedQueue<String>();
        var client = harness.clientOf(listener(seen));

        var taken = client.emit("created", "Ada");

        awaitSeen(seen, "Ada");
        taken.block(WAIT);
        taken.block(WAIT);
        client.emit("created", "Grace").block(WAIT);
        awaitSeen(seen, "Ada", "Grace");
    }

    @Test
    @Needs(anyPattern = true)
    default void an_event_with_an_object_pattern_reaches_its_handler(ContractHarness harness) {
        var seen = new ConcurrentLinkedQueue<String>();
        var client = harness.clientOf(new Object() {
            @EventPattern("{event: 'created', of: 'user'}")
            void created(String name) {
                seen.add(name);
            }
        });

        client.emit("{of: 'user', event: 'created'}", "Ada").block(WAIT);

        awaitSeen(seen, "Ada");
    }

    @Test
    default void all_handlers_of_an_event_run_at_the_same_time(ContractHarness harness) {
        var gate = harness.gate();
        var client = harness.clientOf(new Object() {
            @EventPattern("created")
            void first() throws InterruptedException {
                gate.pass();
            }

            @EventPattern("created")
            void second() throws InterruptedException {
                gate.pass();
            }
        });

        client.emit("created", 1).block(WAIT);

        gate.awaitArrived(2);
    }

    @Test
    default void a_handler_that_fails_stops_no_other_one(ContractHarness harness) {
        var seen = new ConcurrentLinkedQueue<String>();
        var client = harness.clientOf(
                new Object() {
                    @EventPattern("created")
                    void failing(String name) {
                        throw new IllegalStateException("on purpose, for " + name);
                    }
                },
                listener(seen));

        client.emit("created", "Ada").block(WAIT);
        client.emit("created", "Grace").block(WAIT);

        Eventually.holds(() -> assertThat(seen).containsExactlyInAnyOrder("Ada", "Grace"));
    }

    @Test
    default void an_event_without_a_handler_harms_nothing(ContractHarness harness) {
        var seen = new ConcurrentLinkedQueue<String>();
        var client = harness.clientOf(listener(seen));

        client.emit("nobody.listens", "Ada").onErrorComplete().block(WAIT);
        client.emit("created", "Grace").block(WAIT);

        awaitSeen(seen, "Grace");
    }

    @Test
    default void an_event_runs_a_request_handler_unanswered(ContractHarness harness) {
        var seen = new ConcurrentLinkedQueue<String>();
        var client = harness.clientOf(new Object() {
            @MessagePattern("greet")
            String greet(String name) {
                seen.add(name);
                return "hello " + name;
            }
        });

        client.emit("greet", "Ada").block(WAIT);

        awaitSeen(seen, "Ada");
        assertThat(client.request("greet", "Grace", String.class).block(WAIT)).isEqualTo("hello Grace");
    }

    @Test
    default void what_an_event_handler_streams_is_run_to_its_end(ContractHarness harness) {
        var values = new AtomicInteger();
        var client = harness.clientOf(new Object() {
            @EventPattern("created")
            Flux<Integer> created(int count) {
                return Flux.range(0, count).doOnNext(value -> values.incrementAndGet());
            }
        });

        client.emit("created", 1_000).block(WAIT);

        Eventually.holds(() -> assertThat(values).hasValue(1_000));
    }

    @Test
    default void an_event_that_cannot_be_read_reaches_no_handler_and_harms_nothing(ContractHarness harness) {
        var seen = new ConcurrentLinkedQueue<String>();
        var client = harness.clientOf(listener(seen));

        client.emit("created", List.of(1, 2)).block(WAIT);
        client.emit("created", "Grace").block(WAIT);

        awaitSeen(seen, "Grace");
    }

    @Test
    default void an_event_to_nowhere_is_an_error_for_who_wants_to_know(ContractHarness harness) {
        var client = harness.client(harness.fixture().withoutServer(), ClientOptions.defaults());

        StepVerifier.create(client.emit("created", "Ada"))
                .expectError(ConnectionRefusedException.class)
                .verify(WAIT);
    }

    private static Object listener(Queue<String> seen) {
        return new Object() {
            @EventPattern("created")
            void created(String name) {
                seen.add(name);
            }
        };
    }

    private static void awaitSeen(Queue<String> seen, String... expected) {
        Eventually.holds(() -> assertThat(seen).containsExactly(expected));
    }
}
