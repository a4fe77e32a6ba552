package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.tck.ClientParts.BadTimeout;
import dev.rookery.tck.ClientParts.EventWithResult;
import dev.rookery.tck.ClientParts.MathApi;
import dev.rookery.tck.ClientParts.MathService;
import dev.rookery.tck.ClientParts.NoInterface;
import dev.rookery.tck.ClientParts.NoPattern;
import dev.rookery.tck.ClientParts.SureApi;
import dev.rookery.tck.ClientParts.TwoParameters;
import dev.rookery.tck.ClientParts.TwoPatterns;
import dev.rookery.transport.Capability;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
}
