package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.tck.TimeoutParts.Silent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** How long a client waits. */
public interface TimeoutContract extends Contract {

    @Test
    default void a_first_reply_that_does_not_come_ends_in_a_timeout(ContractHarness harness) {
        var client = client(harness, Duration.ofMillis(100));

        assertThatThrownBy(() -> client.request("silent", String.class).block(WAIT))
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("silent")
                .hasMessageContaining("100 ms");
    }

    @Test
    default void a_next_reply_that_does_not_come_ends_in_a_timeout(ContractHarness harness) {
        var client = client(harness, Duration.ofSeconds(1));
        client.connect().block(WAIT);

        StepVerifier.create(client.send("one.then.silent", Integer.class))
                .expectNext(1)
                .expectError(RequestTimeoutException.class)
                .verify(WAIT);
    }

    @Test
    default void a_stream_may_take_longer_than_the_timeout_between_two_replies(ContractHarness harness) {
        assertThat(client(harness, Duration.ofSeconds(1))
                        .send("ticks", Long.class)
                        .count()
                        .block(WAIT))
                .isEqualTo(8);
    }

    @Test
    default void a_view_has_a_timeout_of_its_own(ContractHarness harness) {
        var client = client(harness, Duration.ofSeconds(30));
        var hurried = client.withTimeout(Duration.ofMillis(100));

        assertThatThrownBy(() -> hurried.request("silent", String.class).block(WAIT))
                .isInstanceOf(RequestTimeoutException.class);
        assertThatThrownBy(() -> client.withTimeout(Duration.ofMillis(-1)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("timeout");
    }

    @Test
    default void zero_waits_as_long_as_it_takes(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(new Silent(gate));
        var client = harness.client(
                server, ClientOptions.builder().timeout(Duration.ofMillis(100)).build());

        var patient = client.withTimeout(Duration.ZERO)
                .request("silent", String.class)
                .toFuture();
        gate.awaitArrived(1);
        assertThatThrownBy(() -> client.request("silent", String.class).block(WAIT))
                .isInstanceOf(RequestTimeoutException.class);
        gate.open();

        assertThat(patient).succeedsWithin(WAIT).isEqualTo("late");
    }

    @Test
    default void a_reply_after_the_timeout_harms_nothing(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(new Silent(gate));
        var client = harness.client(server);

        assertThatThrownBy(() -> client.withTimeout(Duration.ofMillis(50))
                        .request("silent", String.class)
                        .block(WAIT))
                .isInstanceOf(RequestTimeoutException.class);
        gate.open();

        assertThat(client.request("silent", String.class).block(WAIT)).isEqualTo("late");
    }

    @Test
    default void a_call_that_is_withdrawn_hears_no_more(ContractHarness harness) {
        var gate = harness.gate();
        var server = harness.serve(new Silent(gate));
        var client = harness.client(server);

        StepVerifier.create(client.send("silent", String.class))
                .then(() -> gate.awaitArrived(1))
                .thenCancel()
                .verify(WAIT);
        gate.open();

        assertThat(client.request("silent", String.class).block(WAIT)).isEqualTo("late");
    }

    private static ClientProxy client(ContractHarness harness, Duration timeout) {
        var server = harness.serve(new Silent(harness.gate()));
        return harness.client(server, ClientOptions.builder().timeout(timeout).build());
    }
}
