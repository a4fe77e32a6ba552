package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxy;
import dev.rookery.error.RemoteException;
import dev.rookery.pipeline.CurrentMessage;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.tck.InterceptorParts.Counted;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.helpers.NOPMDCAdapter;
import reactor.core.publisher.Flux;

/** What interceptors can do with the results of a handler, and what a handler knows of the message without asking. */
public interface InterceptorContract extends Contract {

    @Test
    default void an_interceptor_changes_each_value(ContractHarness harness) {
        var client = intercepted(
                harness, new Counted(harness), (context, next) -> next.handle().map(value -> "<" + value + ">"));

        assertThat(client.request("one", String.class).block(WAIT)).isEqualTo("<1>");
        assertThat(client.send("many", String.class).collectList().block(WAIT)).containsExactly("<1>", "<2>", "<3>");
    }

    @Test
    default void an_interceptor_may_answer_in_place_of_the_handler(ContractHarness harness) {
        var handler = new Counted(harness);
        var client = intercepted(harness, handler, (context, next) -> Flux.just("cached"));

        assertThat(client.request("one", String.class).block(WAIT)).isEqualTo("cached");
        assertThat(handler.threads).isEmpty();
    }

    @Test
    default void an_interceptor_may_make_several_values_of_one(ContractHarness harness) {
        var client = intercepted(
                harness, new Counted(harness), (context, next) -> next.handle().concatWith(Flux.just(8, 9)));

        assertThat(client.send("one", Integer.class).collectList().block(WAIT)).containsExactly(1, 8, 9);
    }

    @Test
    default void an_interceptor_sees_nothing_where_the_handler_gives_null(ContractHarness harness) {
        var client = intercepted(
                harness, new Counted(harness), (context, next) -> next.handle().defaultIfEmpty("instead"));

        assertThat(client.request("nothing", String.class).block(WAIT)).isEqualTo("instead");
    }

    @Test
    default void an_interceptor_that_retries_runs_the_handler_again_on_a_virtual_thread(ContractHarness harness) {
        var handler = new Counted(harness);
        var client =
                intercepted(harness, handler, (context, next) -> next.handle().retry(2));

        assertThat(client.request("third.time.lucky", Integer.class).block(WAIT))
                .isEqualTo(3);
        assertThat(handler.threads).hasSize(3).allMatch(Thread::isVirtual);
    }

    @Test
    default void an_interceptor_may_lose_patience(ContractHarness harness) {
        var client = intercepted(
                harness,
                new Counted(harness),
                (context, next) -> next.handle().timeout(Duration.ofMillis(100), Flux.just("too slow")));

        assertThat(client.request("never", String.class).block(WAIT)).isEqualTo("too slow");
    }

    @Test
    default void an_error_that_an_interceptor_makes_is_answered(ContractHarness harness) {
        var client = intercepted(
                harness,
                new Counted(harness),
                (context, next) -> next.handle().map(value -> {
                    throw new IllegalStateException("on purpose");
                }));

        assertThatThrownBy(() -> client.request("one", String.class).block(WAIT))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("Internal server error");
    }

    @Test
    default void the_current_message_is_known_on_the_handlers_thread(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("where.am.i")
            String whereAmI() {
                return CurrentMessage.get().map(ExecutionContext::route).orElse("nowhere");
            }
        });

        assertThat(client.request("where.am.i", String.class).block(WAIT)).isEqualTo("where.am.i");
        assertThat(CurrentMessage.get()).isEmpty();
    }

    @Test
    default void the_log_context_tells_pattern_and_transport(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("logged")
            String logged() {
                return MDC.get("rookery.pattern") + " via " + MDC.get("rookery.transport");
            }
        });

        var expected = MDC.getMDCAdapter() instanceof NOPMDCAdapter
                ? "null via null"
                : "logged via " + harness.fixture().server().id();
        assertThat(client.request("logged", String.class).block(WAIT)).isEqualTo(expected);
    }

    private static ClientProxy intercepted(ContractHarness harness, Object controller, Interceptor interceptor) {
        return harness.client(harness.start(harness.server(controller).globalInterceptors(interceptor)));
    }
}
