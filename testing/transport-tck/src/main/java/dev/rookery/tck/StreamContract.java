package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RpcException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.transport.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** One request and many replies. */
public interface StreamContract extends Contract {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 1_000, 100_000})
    default void every_value_arrives_in_order(int count, ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("count")
            Flux<Integer> count(int to) {
                return Flux.range(0, to);
            }
        });

        assertThat(client.send("count", count, Integer.class).collectList().block(WAIT.multipliedBy(3)))
                .isEqualTo(IntStream.range(0, count).boxed().toList());
    }

    @Test
    default void values_arrive_as_they_are_made(ContractHarness harness) {
        var gate = harness.gate();
        var client = harness.clientOf(new Object() {
            @MessagePattern("now.and.later")
            Flux<String> nowAndLater() {
                return Flux.just("now").concatWith(gate.passed().then(Mono.just("later")));
            }
        });

        StepVerifier.create(client.send("now.and.later", String.class))
                .expectNext("now")
                .then(gate::open)
                .expectNext("later")
                .expectComplete()
                .verify(WAIT);
    }

    @Test
    default void values_with_pauses_between_them_keep_their_order(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("ticks")
            Flux<Long> ticks() {
                return Flux.interval(Duration.ofMillis(5)).take(20).onBackpressureBuffer();
            }
        });

        assertThat(client.send("ticks", Long.class).collectList().block(WAIT))
                .isEqualTo(IntStream.range(0, 20).mapToObj(Long::valueOf).toList());
    }

    @Test
    default void a_java_stream_is_sent_value_by_value_and_closed(ContractHarness harness) {
        var closed = new AtomicBoolean();
        var client = harness.clientOf(new Object() {
            @MessagePattern("letters")
            Stream<String> letters() {
                return Stream.of("a", "b", "c").onClose(() -> closed.set(true));
            }
        });

        assertThat(client.send("letters", String.class).collectList().block(WAIT))
                .containsExactly("a", "b", "c");
        Eventually.holds(() -> assertThat(closed).isTrue());
    }

    @Test
    default void values_before_an_error_arrive_before_it(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("until.it.breaks")
            Flux<Integer> untilItBreaks() {
                return Flux.just(1, 2).concatWith(Flux.error(new RpcException("broken")));
            }

            @MessagePattern("until.it.breaks.too")
            Stream<Integer> untilItBreaksToo() {
                return Stream.of(1, 2, 3).peek(value -> {
                    if (value == 3) {
                        throw new RpcException("broken");
                    }
                });
            }
        });

        for (var pattern : List.of("until.it.breaks", "until.it.breaks.too")) {
            StepVerifier.create(client.send(pattern, Integer.class))
                    .expectNext(1, 2)
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(RemoteException.class)
                            .hasMessageContaining("broken"))
                    .verify(WAIT);
        }
    }

    @Test
    default void a_null_among_the_values_is_an_error(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("gap")
            Stream<String> gap() {
                return Stream.of("a", null, "b");
            }
        });

        StepVerifier.create(client.send("gap", String.class))
                .expectNext("a")
                .expectError(UndecodableReplyException.class)
                .verify(WAIT);
    }

    @Test
    default void a_null_among_json_trees_is_one_of_them(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("gap")
            Stream<String> gap() {
                return Stream.of("a", null, "b");
            }
        });

        assertThat(client.send("gap", JsonNode.class)
                        .map(JsonNode::toString)
                        .collectList()
                        .block(WAIT))
                .containsExactly("\"a\"", "null", "\"b\"");
    }

    @Test
    default void a_client_that_has_enough_gets_no_more(ContractHarness harness) {
        var gate = harness.gate();
        var client = harness.clientOf(new Object() {
            @MessagePattern("endless")
            Flux<Long> endless() {
                return Flux.interval(Duration.ofMillis(1)).onBackpressureDrop().takeUntilOther(gate.passed());
            }
        });

        assertThat(client.send("endless", Long.class).take(3).collectList().block(WAIT))
                .hasSize(3)
                .isSorted();
    }

    @Test
    @Needs(Capability.CANCELLATION)
    default void a_client_that_withdraws_cancels_the_publisher_of_the_handler(ContractHarness harness) {
        var gate = harness.gate();
        var client = harness.clientOf(new Object() {
            @MessagePattern("endless")
            Flux<Long> endless() {
                return Flux.just(1L).concatWith(gate.passed().then(Mono.just(2L)));
            }
        });

        client.send("endless", Long.class).take(1).blockLast(WAIT);
        var waiting = client.send("endless", Long.class).subscribe();
        gate.awaitArrived(1);
        waiting.dispose();

        gate.awaitInterrupted(1);
    }

    @Test
    @Needs(Capability.CANCELLATION)
    default void a_client_that_withdraws_interrupts_the_thread_of_the_handler(ContractHarness harness) {
        var gate = harness.gate();
        var client = harness.clientOf(new Object() {
            @MessagePattern("slow")
            String slow() throws InterruptedException {
                gate.pass();
                return "late";
            }
        });

        var waiting = client.request("slow", String.class).subscribe();
        gate.awaitArrived(1);
        waiting.dispose();

        gate.awaitInterrupted(1);
    }

    @Test
    default void streams_at_one_time_do_not_mix(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("from")
            Flux<Integer> from(int start) {
                return Flux.range(start, 200).delaySubscription(Duration.ofMillis(1));
            }
        });

        var all = Flux.range(0, 50)
                .flatMap(
                        index -> client.send("from", index * 1_000, Integer.class)
                                .collectList()
                                .map(values -> values.equals(IntStream.range(index * 1_000, index * 1_000 + 200)
                                        .boxed()
                                        .toList())),
                        50)
                .collectList()
                .block(WAIT);

        assertThat(all).hasSize(50).containsOnly(true);
    }

    @Test
    default void a_stream_is_not_held_up_by_a_handler_that_blocks(ContractHarness harness) throws Exception {
        var gate = harness.gate();
        var received = new ArrayList<Integer>();
        var done = new CountDownLatch(1);
        var client = harness.clientOf(new Object() {
            @MessagePattern("blocked")
            String blocked() throws InterruptedException {
                gate.pass();
                return "open";
            }

            @MessagePattern("count")
            Flux<Integer> count(int to) {
                return Flux.range(0, to);
            }
        });

        var blocked = client.request("blocked", String.class).toFuture();
        gate.awaitArrived(1);
        client.send("count", 100, Integer.class)
                .doFinally(end -> done.countDown())
                .subscribe(received::add);

        assertThat(done.await(WAIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(received).hasSize(100);
        gate.open();
        assertThat(blocked).succeedsWithin(WAIT).isEqualTo("open");
    }
}
