package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Ctx;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.transport.MessageContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the parameters of a handler get. */
public interface ParameterContract extends Contract {

    @Test
    default void a_property_of_the_payload_is_taken_by_name(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("join")
            String join(@Payload("first") String first, @Payload("second") int second, @Payload Map<String, ?> all) {
                return first + second + all.size();
            }
        });

        assertThat(client.request("join", Map.of("first", "a", "second", 2), String.class)
                        .block(WAIT))
                .isEqualTo("a22");
    }

    @Test
    default void a_property_that_is_not_there_is_null(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("is.missing")
            boolean isMissing(@Payload("name") @Nullable String name) {
                return name == null;
            }
        });

        assertThat(client.request("is.missing", Map.of("other", 1), Boolean.class)
                        .block(WAIT))
                .isTrue();
        assertThat(client.request("is.missing", List.of(1), Boolean.class).block(WAIT))
                .isTrue();
        assertThat(client.request("is.missing", Map.of("name", "Ada"), Boolean.class)
                        .block(WAIT))
                .isFalse();
    }

    @Test
    default void contexts_are_given_by_their_type_anywhere_among_the_parameters(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("contexts")
            List<Object> contexts(@Ctx MessageContext message, String data, ExecutionContext execution) {
                return List.of(
                        message.pattern(),
                        message.transport(),
                        data,
                        execution.route(),
                        execution.handler().getName(),
                        execution.isEvent(),
                        execution.as(MessageContext.class).orElseThrow().equals(message));
            }
        });

        var seen = client.request("contexts", "data", JsonNode.class).block(WAIT);

        assertThat(seen)
                .hasToString("[\"contexts\",\"" + harness.fixture().server().id()
                        + "\",\"data\",\"contexts\",\"contexts\",false,true]");
    }

    @Test
    default void the_context_has_the_type_that_the_transport_says(ContractHarness harness) {
        var type = harness.fixture().server().contextType();
        var client = harness.clientOf(new Object() {
            @MessagePattern("is.own")
            boolean isOwn(MessageContext context) {
                return type.isInstance(context);
            }
        });

        assertThat(client.request("is.own", Boolean.class).block(WAIT)).isTrue();
    }

    @Test
    @Needs(anyPattern = true)
    default void the_context_tells_an_object_pattern_as_the_caller_wrote_it(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("{cmd: 'who'}")
            String who(MessageContext context) {
                return context.pattern();
            }
        });

        assertThat(client.request("{cmd: 'who'}", String.class).block(WAIT)).isEqualTo("{\"cmd\":\"who\"}");
    }

    @Test
    default void a_handler_for_another_transport_is_not_bound(ContractHarness harness) {
        var server = harness.serve(new Object() {
            @MessagePattern(value = "only.elsewhere", transport = "elsewhere")
            int elsewhere() {
                return 1;
            }

            @MessagePattern("here")
            int here() {
                return 2;
            }
        });

        assertThat(server.handlers())
                .singleElement()
                .satisfies(handler -> assertThat(handler.method().getName()).isEqualTo("here"));
        assertThat(harness.client(server).request("here", Integer.class).block(WAIT))
                .isEqualTo(2);
    }

    @Test
    default void two_parameters_for_the_whole_payload_are_an_error_that_names_both(ContractHarness harness) {
        assertThatThrownBy(() -> harness.serve(new Object() {
                    @MessagePattern("two")
                    String two(String one, String other) {
                        return one + other;
                    }
                }))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("one")
                .hasMessageContaining("other");
    }
}
