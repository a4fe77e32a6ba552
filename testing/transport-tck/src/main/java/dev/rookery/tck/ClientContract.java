package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.ReplyTimeout;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.RpcException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.transport.Capability;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Clients made of a contract that both sides share. */
public interface ClientContract extends Contract {

    @Test
    default void a_method_that_blocks_returns_the_reply(ContractHarness harness) {
        var math = harness.clientOf(new MathService(harness.gate())).as(MathApi.class);

        assertThat(math.sum(List.of(1, 2, 3))).isEqualTo(6);
        assertThat(math.twice(21)).isEqualTo(42);
    }

    @Test
    default void publishers_and_futures_come_as_they_are(ContractHarness harness) {
        var math = harness.clientOf(new MathService(harness.gate())).as(MathApi.class);

        assertThat(math.countdown(3).collectList().block(WAIT)).containsExactly(3, 2, 1);
        assertThat(math.later(7).block(WAIT)).isEqualTo(7);
        assertThat(math.future(8)).succeedsWithin(WAIT).isEqualTo(8);
    }

    @Test
    default void a_void_method_returns_when_the_handler_is_done(ContractHarness harness) {
        var service = new MathService(harness.gate());
        var math = harness.clientOf(service).as(MathApi.class);

        math.remember("a");
        math.rememberLater("b").block(WAIT);

        assertThat(service.remembered).containsExactly("a", "b");
    }

    @Test
    default void a_null_reply_is_null_and_an_error_for_a_primitive(ContractHarness harness) {
        var client = harness.clientOf(new MathService(harness.gate()));

        assertThat(client.as(MathApi.class).find("nobody")).isNull();
        assertThatThrownBy(() -> client.as(SureApi.class).find("nobody"))
                .isInstanceOf(UndecodableReplyException.class)
                .hasMessageContaining("int");
    }

    @Test
    default void an_error_is_thrown_where_the_method_blocks(ContractHarness harness) {
        var math = harness.clientOf(new MathService(harness.gate())).as(MathApi.class);

        assertThatThrownBy(math::fail)
                .isInstanceOfSatisfying(
                        RemoteException.class, error -> assertThat(error).hasMessageContaining("on purpose"));
    }

    @Test
    default void a_method_may_have_a_timeout_of_its_own(ContractHarness harness) {
        var math = harness.clientOf(new MathService(harness.gate())).as(MathApi.class);

        assertThatThrownBy(math::silent)
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("50 ms");
    }

    @Test
    @Needs(Capability.EVENT)
    default void a_method_with_an_event_pattern_emits(ContractHarness harness) {
        var service = new MathService(harness.gate());
        var math = harness.clientOf(service).as(MathApi.class);

        math.happened("a");
        math.happenedLater("b").block(WAIT);

        Eventually.holds(() -> assertThat(service.remembered).containsExactlyInAnyOrder("a", "b"));
    }

    @Test
    default void default_methods_and_those_of_object_stay_what_they_are(ContractHarness harness) {
        var client = harness.clientOf(new MathService(harness.gate()));
        var math = client.as(MathApi.class);

        assertThat(math.sumOfTwo(4, 5)).isEqualTo(9);
        assertThat(Set.of(math)).contains(math);
        assertThat(math).isNotEqualTo(client.as(MathApi.class)).hasToString("MathApi client");
    }

    @Test
    default void mistakes_in_a_contract_are_told_when_the_client_is_made(ContractHarness harness) {
        var client = harness.clientOf(new MathService(harness.gate()));

        for (var wrong : List.of(
                NoInterface.class,
                NoPattern.class,
                TwoPatterns.class,
                TwoParameters.class,
                EventWithResult.class,
                BadTimeout.class)) {
            assertThatThrownBy(() -> client.as(wrong))
                    .as(wrong.getSimpleName())
                    .isInstanceOf(HandlerDefinitionException.class)
                    .hasMessageContaining(wrong.getSimpleName());
        }
    }

    /** The contract. */
    interface MathApi {
        /** Blocks. */
        @MessagePattern("math.sum")
        int sum(List<Integer> numbers);

        /** Blocks. */
        @MessagePattern("twice")
        Integer twice(int number);

        /** Streams. */
        @MessagePattern("countdown")
        Flux<Integer> countdown(int from);

        /** Does not block. */
        @MessagePattern("later")
        Mono<Integer> later(int number);

        /** Does not block. */
        @MessagePattern("future")
        CompletableFuture<Integer> future(int number);

        /** Blocks for the end. */
        @MessagePattern("remember")
        void remember(String text);

        /** Has an end alone. */
        @MessagePattern("remember.later")
        Mono<Void> rememberLater(String text);

        /** May find nothing. */
        @MessagePattern("find")
        @Nullable Integer find(String name);

        /** Fails. */
        @MessagePattern("fail")
        String fail();

        /** Answers too late. */
        @MessagePattern("silent")
        @ReplyTimeout("PT0.05S")
        String silent();

        /** An event. */
        @EventPattern("happened")
        void happened(String what);

        /** An event. */
        @EventPattern("happened.later")
        Mono<Void> happenedLater(String what);

        /** No message of its own. */
        default int sumOfTwo(int one, int other) {
            return sum(List.of(one, other));
        }
    }

    /** Calls a handler that may find nothing as if it always found a number. */
    interface SureApi {
        /** Cannot return null. */
        @MessagePattern("find")
        int find(String name);
    }

    /** Implements the contract, whose annotations bind it. */
    final class MathService implements MathApi {
        private final Queue<String> remembered = new ConcurrentLinkedQueue<>();
        private final Gate gate;

        MathService(Gate gate) {
            this.gate = gate;
        }

        @Override
        public int sum(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public Integer twice(int number) {
            return 2 * number;
        }

        @Override
        public Flux<Integer> countdown(int from) {
            return Flux.range(0, from).map(index -> from - index);
        }

        @Override
        public Mono<Integer> later(int number) {
            return Mono.just(number);
        }

        @Override
        public CompletableFuture<Integer> future(int number) {
            return CompletableFuture.completedFuture(number);
        }

        @Override
        public void remember(String text) {
            remembered.add(text);
        }

        @Override
        public Mono<Void> rememberLater(String text) {
            return Mono.fromRunnable(() -> remembered.add(text));
        }

        @Override
        public @Nullable Integer find(String name) {
            return null;
        }

        @Override
        public String fail() {
            throw new RpcException("on purpose");
        }

        @Override
        public String silent() {
            gate.passed().block();
            return "late";
        }

        @Override
        public void happened(String what) {
            remembered.add(what);
        }

        @Override
        public Mono<Void> happenedLater(String what) {
            return Mono.fromRunnable(() -> remembered.add(what));
        }
    }

    /** Is none. */
    final class NoInterface {}

    /** Has none. */
    interface NoPattern {
        /** Cannot be called. */
        String call();
    }

    /** Has too many. */
    interface TwoPatterns {
        /** Cannot be called. */
        @MessagePattern({"a", "b"})
        String call();
    }

    /** Has too many. */
    interface TwoParameters {
        /** Cannot be called. */
        @MessagePattern("a")
        String call(String one, String other);
    }

    /** Wants an answer to an event. */
    interface EventWithResult {
        /** Cannot be called. */
        @EventPattern("a")
        String call();
    }

    /** Has no duration. */
    interface BadTimeout {
        /** Cannot be called. */
        @MessagePattern("a")
        @ReplyTimeout("5 seconds")
        String call();
    }
}
