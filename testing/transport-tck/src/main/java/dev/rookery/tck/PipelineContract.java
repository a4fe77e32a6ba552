package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UsePipes;
import dev.rookery.error.RemoteException;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.tck.PipelineParts.Guarded;
import dev.rookery.tck.PipelineParts.Length;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** The order of hooks, guards, interceptors and pipes, and that each can refuse. */
public interface PipelineContract extends Contract {

    @Test
    default void components_run_in_the_order_of_their_kinds_and_levels(ContractHarness harness) {
        var trail = new Trail();
        var server = harness.start(harness.server(new Guarded(trail))
                .components(trail)
                .globalHooks((context, next) -> {
                    trail.add("hook");
                    return next.handle();
                })
                .globalGuards(context -> {
                    trail.add("global guard");
                    return true;
                })
                .globalInterceptors((context, next) -> {
                    trail.add("global interceptor");
                    return next.handle().doOnComplete(() -> trail.add("global interceptor again"));
                })
                .globalPipes((value, argument) -> {
                    trail.add("global pipe");
                    return value;
                }));

        assertThat(harness.client(server).request("all", "data", String.class).block(WAIT))
                .isEqualTo("data");

        Eventually.holds(() -> assertThat(trail.steps())
                .containsExactly(
                        "hook",
                        "global guard",
                        "controller's guard",
                        "method's guard",
                        "global interceptor",
                        "controller's interceptor",
                        "method's interceptor",
                        "global pipe",
                        "controller's pipe",
                        "method's pipe",
                        "parameter's pipe",
                        "handler",
                        "method's interceptor again",
                        "controller's interceptor again",
                        "global interceptor again"));
    }

    @Test
    default void a_guard_that_says_no_forbids_the_resource(ContractHarness harness) {
        var trail = new Trail();
        var server = harness.start(harness.server(new Guarded(trail))
                .components(trail)
                .globalGuards(context -> !context.route().equals("all")));
        var client = harness.client(server);

        assertThatThrownBy(() -> client.request("all", "data", String.class).block(WAIT))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        error -> assertThat(error.error())
                                .isEqualTo(Map.of("status", "error", "message", "Forbidden resource")));
        assertThat(trail.steps()).isEmpty();
        assertThat(client.request("plain", String.class).block(WAIT)).isEqualTo("plain");
    }

    @Test
    default void errors_of_guards_interceptors_and_pipes_are_answered(ContractHarness harness) {
        var trail = new Trail();
        var server = harness.start(harness.server(new Guarded(trail))
                .components(trail)
                .globalHooks((context, next) -> failingOn("hook", context, next))
                .globalGuards(context -> {
                    failOn("guard", context);
                    return true;
                })
                .globalInterceptors((context, next) -> failingOn("interceptor", context, next))
                .globalPipes((value, argument) -> {
                    if ("pipe".equals(value)) {
                        throw new IllegalStateException("on purpose");
                    }
                    return value;
                }));
        var client = harness.client(server);

        for (var where : new String[] {"hook", "guard", "interceptor", "pipe"}) {
            assertThatThrownBy(() -> client.request("all", where, String.class).block(WAIT))
                    .as(where)
                    .isInstanceOfSatisfying(RemoteException.class, error -> ErrorParts.assertInternal(error.error()));
        }
        assertThat(trail.steps()).doesNotContain("handler");
    }

    @Test
    default void a_pipe_decides_what_the_payload_is_bound_to(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("lengths")
            int length(@UsePipes(Length.class) int length) {
                return length;
            }
        });

        assertThat(client.request("lengths", "four", Integer.class).block(WAIT)).isEqualTo(4);
        assertThatThrownBy(() -> client.request("lengths", 4, Integer.class).block(WAIT))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("a text");
    }

    private static Flux<Object> failingOn(String where, ExecutionContext context, CallHandler next) {
        failOn(where, context);
        return next.handle();
    }

    private static void failOn(String where, ExecutionContext context) {
        if (where.equals(context.payload().bind(Object.class))) {
            throw new IllegalStateException("on purpose");
        }
    }
}
