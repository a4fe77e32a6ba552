package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RpcException;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.transport.Capability;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** One request and its one reply. */
public interface RequestContract extends Contract {

    @Test
    default void a_value_is_one_reply(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("greet")
            String greet(String name) {
                return "hello " + name;
            }
        });

        assertThat(client.send("greet", "Ada", String.class).collectList().block(WAIT))
                .containsExactly("hello Ada");
    }

    @Test
    default void null_is_a_reply_of_null(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("nobody")
            @Nullable String nothing() {
                return null;
            }
        });

        assertThat(client.request("nobody", String.class).block(WAIT)).isNull();
        assertThat(client.send("nobody", JsonNode.class).collectList().block(WAIT))
                .singleElement()
                .matches(JsonNode::isNull);
    }

    @Test
    default void void_is_an_end_without_a_value(ContractHarness harness) {
        var called = new AtomicInteger();
        var client = harness.clientOf(new Object() {
            @MessagePattern("nothing")
            void nothing() {
                called.incrementAndGet();
            }

            @MessagePattern("nothing.later")
            Mono<Void> nothingLater() {
                return Mono.fromRunnable(called::incrementAndGet);
            }
        });

        assertThat(client.send("nothing", JsonNode.class).collectList().block(WAIT))
                .isEmpty();
        assertThat(client.send("nothing.later", JsonNode.class).collectList().block(WAIT))
                .isEmpty();
        assertThat(called).hasValue(2);
    }

    @Test
    default void a_mono_is_one_reply_and_an_empty_one_is_null(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("mono")
            Mono<Integer> mono(boolean empty) {
                return empty ? Mono.empty() : Mono.just(1);
            }
        });

        assertThat(client.send("mono", false, Integer.class).collectList().block(WAIT))
                .containsExactly(1);
        assertThat(client.send("mono", true, JsonNode.class).collectList().block(WAIT))
                .singleElement()
                .matches(JsonNode::isNull);
    }

    @Test
    default void a_future_is_one_reply_once_it_completes(ContractHarness harness) {
        var future = new CompletableFuture<String>();
        var gate = harness.gate();
        var client = harness.clientOf(new Object() {
            @MessagePattern("future")
            CompletionStage<String> future() {
                return gate.passed().toFuture().thenCompose(open -> future);
            }
        });

        var reply = client.request("future", String.class).toFuture();
        gate.awaitArrived(1);
        assertThat(reply).isNotDone();
        gate.open();
        future.complete("done");

        assertThat(reply).succeedsWithin(WAIT).isEqualTo("done");
    }

    @Test
    default void a_future_that_fails_is_an_error(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("future")
            CompletableFuture<String> future() {
                return CompletableFuture.failedFuture(new RpcException("no luck"));
            }
        });

        assertThatThrownBy(() -> client.request("future", String.class).block(WAIT))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        error -> assertThat(error.error()).isEqualTo(Map.of("status", "error", "message", "no luck")));
    }

    @Test
    default void no_data_and_null_are_told_apart(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("seen")
            String seen(ExecutionContext context) {
                return context.payload().isAbsent()
                        ? "nothing"
                        : String.valueOf(context.payload().bind(Object.class));
            }
        });

        assertThat(client.request("seen", String.class).block(WAIT)).isEqualTo("nothing");
        assertThat(client.request("seen", null, String.class).block(WAIT)).isEqualTo("null");
        assertThat(client.request("seen", 7, String.class).block(WAIT)).isEqualTo("7");
    }

    @Test
    default void missing_data_is_an_empty_optional_or_null(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("optional")
            String optional(Optional<String> name) {
                return name.orElse("nobody");
            }

            @MessagePattern("nullable")
            boolean nullable(@Nullable String name) {
                return name == null;
            }
        });

        assertThat(client.request("optional", String.class).block(WAIT)).isEqualTo("nobody");
        assertThat(client.request("optional", "Ada", String.class).block(WAIT)).isEqualTo("Ada");
        assertThat(client.request("nullable", Boolean.class).block(WAIT)).isTrue();
    }

    @Test
    default void missing_data_for_a_primitive_is_refused(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("double")
            int twice(int number) {
                return 2 * number;
            }
        });

        assertThatThrownBy(() -> client.request("double", Integer.class).block(WAIT))
                .isInstanceOfSatisfying(
                        RemoteException.class, error -> assertThat(error.code()).contains("INVALID_PAYLOAD"));
        assertThat(client.request("double", 4, Integer.class).block(WAIT)).isEqualTo(8);
    }

    @Test
    @Needs(Capability.EVENT)
    default void a_request_that_hits_an_event_handler_gets_its_result(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @EventPattern("created")
            String created(String name) {
                return "seen " + name;
            }
        });

        assertThat(client.request("created", "Ada", String.class).block(WAIT)).isEqualTo("seen Ada");
    }

    @Test
    @Needs(Capability.EVENT)
    default void a_request_that_hits_two_event_handlers_gets_both_results(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @EventPattern("created")
            int first() {
                return 1;
            }

            @EventPattern("created")
            int second() {
                return 2;
            }
        });

        assertThat(client.request("created", JsonNode.class).block(WAIT)).hasToString("{\"current\":1,\"next\":2}");
    }

    @Test
    default void one_reply_takes_the_first_of_a_stream(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("many")
            Flux<Integer> many() {
                return Flux.just(1, 2, 3);
            }
        });

        assertThat(client.request("many", Integer.class).block(WAIT)).isEqualTo(1);
        assertThat(client.request("many", Integer.class).block(WAIT)).isEqualTo(1);
    }

    @Test
    default void each_subscription_sends_the_request_anew(ContractHarness harness) {
        var calls = new AtomicInteger();
        var client = harness.clientOf(new Object() {
            @MessagePattern("count")
            int count() {
                return calls.incrementAndGet();
            }
        });
        var reply = client.request("count", Integer.class);
        assertThat(calls).hasValue(0);

        assertThat(List.of(reply.blockOptional(WAIT), reply.blockOptional(WAIT)))
                .containsExactly(Optional.of(1), Optional.of(2));
    }
}
