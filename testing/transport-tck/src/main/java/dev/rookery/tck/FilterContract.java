package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.client.ClientProxy;
import dev.rookery.error.RemoteException;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.tck.FilterParts.Dividing;
import dev.rookery.tck.FilterParts.DivisionsFilter;
import dev.rookery.tck.FilterParts.Faulty;
import dev.rookery.tck.FilterParts.UnsupportedFilter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Errors that filters handle. */
public interface FilterContract extends Contract {

    @Test
    default void what_a_filter_returns_is_the_reply(ContractHarness harness) {
        assertThat(client(harness).request("illegal.argument", String.class).block(WAIT))
                .isEqualTo("method's filter: illegal.argument");
    }

    @Test
    default void what_a_filter_throws_is_the_error(ContractHarness harness) {
        assertThatThrownBy(() ->
                        client(harness).request("arithmetic", String.class).block(WAIT))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        error -> assertThat(error.error()).isEqualTo(Map.of("code", "ARITHMETIC")));
    }

    @Test
    default void the_nearest_level_with_a_fitting_filter_is_asked(ContractHarness harness) {
        assertThat(client(harness).request("illegal.state", String.class).block(WAIT))
                .isEqualTo("controller's filter: IllegalStateException");
        assertThat(client(harness).request("unsupported", String.class).block(WAIT))
                .isEqualTo("second global filter: UnsupportedOperationException");
    }

    @Test
    default void within_a_level_the_last_filter_is_asked_first(ContractHarness harness) {
        assertThat(client(harness).request("both", String.class).block(WAIT)).isEqualTo("last");
    }

    @Test
    default void a_filter_takes_errors_after_values_of_a_stream(ContractHarness harness) {
        StepVerifier.create(client(harness).send("stream", String.class))
                .expectNext("a")
                .expectNext("controller's filter: IllegalStateException")
                .expectComplete()
                .verify(WAIT);
    }

    @Test
    default void a_filter_takes_errors_of_binding_the_payload(ContractHarness harness) {
        var server = harness.start(
                harness.server(new Faulty()).components(new Trail()).globalFilters((ExceptionFilter<Throwable>)
                        (error, context) -> error.getClass().getSimpleName()));

        assertThat(harness.client(server)
                        .request("number", "no number", String.class)
                        .block(WAIT))
                .isEqualTo("InvalidPayloadException");
    }

    @Test
    default void within_a_level_the_nearest_type_counts_wherever_its_filter_stands(ContractHarness harness) {
        var server = harness.start(harness.server(new Faulty())
                .components(new Trail())
                .globalFilters(new UnsupportedFilter(), (ExceptionFilter<Throwable>) (error, context) -> "all"));

        assertThat(harness.client(server).request("unsupported", String.class).block(WAIT))
                .isEqualTo("unsupported");
    }

    @Test
    default void an_extended_default_filter_answers_what_it_wants_and_leaves_the_rest(ContractHarness harness) {
        var client = harness.client(harness.start(harness.server(new Dividing()).globalFilters(new DivisionsFilter())));

        assertThatThrownBy(() -> client.request("divide", String.class).block(WAIT))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        error -> assertThat(error.error())
                                .isEqualTo(Map.of("status", "error", "code", "DIVISION", "message", "divide")));
        assertThatThrownBy(() -> client.request("lose", String.class).block(WAIT))
                .isInstanceOfSatisfying(RemoteException.class, error -> ErrorParts.assertInternal(error.error()));
    }

    private static ClientProxy client(ContractHarness harness) {
        var server = harness.start(harness.server(new Faulty())
                .components(new Trail())
                .globalFilters(
                        (ExceptionFilter<Throwable>) (error, context) -> "first global filter",
                        (ExceptionFilter<Throwable>) (error, context) ->
                                "second global filter: " + error.getClass().getSimpleName()));
        return harness.client(server);
    }
}
