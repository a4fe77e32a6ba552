package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Catch;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseFilters;
import dev.rookery.client.ClientProxy;
import dev.rookery.codec.ErrorBody;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RpcException;
import dev.rookery.pipeline.DefaultExceptionFilter;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
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
                .isInstanceOfSatisfying(RemoteException.class, error -> ErrorContract.assertInternal(error.error()));
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

    /** For one type of error that lies far from the root. */
    final class UnsupportedFilter implements ExceptionFilter<UnsupportedOperationException> {
        @Override
        public Object handle(UnsupportedOperationException error, ExecutionContext context) {
            return "unsupported";
        }
    }

    /** The usual answers, but for one type of error. */
    final class DivisionsFilter extends DefaultExceptionFilter {
        @Override
        protected Optional<ErrorBody> body(Throwable error, ExecutionContext context) {
            return error instanceof ArithmeticException
                    ? Optional.of(ErrorBody.coded("DIVISION", context.route()))
                    : super.body(error, context);
        }
    }

    /** For one type of error, as its type argument says. */
    final class ArgumentFilter implements ExceptionFilter<IllegalArgumentException> {
        ArgumentFilter(Trail trail) {
            trail.add("filter");
        }

        @Override
        public Object handle(IllegalArgumentException error, ExecutionContext context) {
            return "method's filter: " + context.route();
        }
    }

    /** For several types of error, as its annotation says. */
    @Catch({IllegalStateException.class, ArithmeticException.class})
    final class StateFilter implements ExceptionFilter<RuntimeException> {
        StateFilter(Trail trail) {
            trail.add("filter");
        }

        @Override
        public Object handle(RuntimeException error, ExecutionContext context) {
            if (error instanceof ArithmeticException) {
                throw new RpcException(Map.of("code", "ARITHMETIC"));
            }
            return "controller's filter: " + error.getClass().getSimpleName();
        }
    }

    /** For every error. */
    @Catch
    final class FirstFilter implements ExceptionFilter<Throwable> {
        FirstFilter(Trail trail) {
            trail.add("filter");
        }

        @Override
        public Object handle(Throwable error, ExecutionContext context) {
            return "first";
        }
    }

    /** For every error. */
    @Catch
    final class LastFilter implements ExceptionFilter<Throwable> {
        LastFilter(Trail trail) {
            trail.add("filter");
        }

        @Override
        public Object handle(Throwable error, ExecutionContext context) {
            return "last";
        }
    }

    /** Divides by zero, and fails in another way. */
    final class Dividing {
        Dividing() {}

        @MessagePattern("divide")
        int divide() {
            return Integer.parseInt("1") / Integer.parseInt("0");
        }

        @MessagePattern("lose")
        String lose() {
            return Faulty.thrown(new IllegalStateException("on purpose"));
        }
    }

    /** Throws all sorts of errors. */
    @UseFilters(StateFilter.class)
    final class Faulty {
        Faulty() {}

        private static String thrown(RuntimeException error) {
            throw error;
        }

        @MessagePattern("illegal.argument")
        @UseFilters(ArgumentFilter.class)
        String illegalArgument() {
            return thrown(new IllegalArgumentException("on purpose"));
        }

        @MessagePattern("illegal.state")
        @UseFilters(ArgumentFilter.class)
        String illegalState() {
            return thrown(new IllegalStateException("on purpose"));
        }

        @MessagePattern("arithmetic")
        String arithmetic() {
            return thrown(new ArithmeticException("on purpose"));
        }

        @MessagePattern("unsupported")
        String unsupported() {
            return thrown(new UnsupportedOperationException("on purpose"));
        }

        @MessagePattern("both")
        @UseFilters({FirstFilter.class, LastFilter.class})
        String both() {
            return thrown(new IllegalStateException("on purpose"));
        }

        @MessagePattern("stream")
        Flux<String> stream() {
            return Flux.just("a")
                    .concatWith(Flux.error(new IllegalStateException("on purpose")))
                    .publishOn(Schedulers.parallel());
        }

        @MessagePattern("number")
        @UseFilters(ArgumentFilter.class)
        int number(int value) {
            return value;
        }
    }
}
