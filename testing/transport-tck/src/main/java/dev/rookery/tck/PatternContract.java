package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.pattern.Pattern;
import dev.rookery.transport.Capability;
import dev.rookery.transport.MessageContext;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which handler a message finds. */
public interface PatternContract extends Contract {

    @Test
    @Needs(anyPattern = true)
    default void an_object_pattern_finds_its_handler_whatever_the_order_of_its_keys(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("{cmd: 'sum', of: 'numbers'}")
            int sum(List<Integer> numbers) {
                return numbers.stream().mapToInt(Integer::intValue).sum();
            }
        });

        for (var spelling : List.of(
                "{cmd: 'sum', of: 'numbers'}",
                "{\"cmd\":\"sum\",\"of\":\"numbers\"}",
                "{of: \"numbers\", cmd: \"sum\",}")) {
            assertThat(client.request(spelling, List.of(1, 2, 3), Integer.class).block(WAIT))
                    .as(spelling)
                    .isEqualTo(6);
        }
        assertThat(client.request(Pattern.ofObject(Map.of("of", "numbers", "cmd", "sum")), List.of(4), Integer.class)
                        .block(WAIT))
                .isEqualTo(4);
    }

    @Test
    @Needs(anyPattern = true)
    default void a_nested_pattern_finds_its_handler(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("{service: {name: 'math', tags: ['a', 'b']}, version: 2, beta: true}")
            String answer() {
                return "nested";
            }
        });

        assertThat(client.request("{version: 2, beta: true, service: {tags: ['a', 'b'], name: 'math'}}", String.class)
                        .block(WAIT))
                .isEqualTo("nested");
    }

    @Test
    default void text_and_numbers_are_patterns(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("user.find")
            String text() {
                return "text";
            }

            @MessagePattern("42")
            String number() {
                return "number";
            }
        });

        assertThat(client.request("user.find", String.class).block(WAIT)).isEqualTo("text");
        assertThat(client.request("42", String.class).block(WAIT)).isEqualTo("number");
    }

    @Test
    default void several_patterns_find_one_handler(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern({"time.us", "time.eu"})
            String time(MessageContext context) {
                return context.pattern();
            }
        });

        assertThat(client.request("time.us", String.class).block(WAIT)).isEqualTo("time.us");
        assertThat(client.request("time.eu", String.class).block(WAIT)).isEqualTo("time.eu");
    }

    @Test
    default void two_clients_of_one_service_do_not_meet(ContractHarness harness) {
        var server = harness.serve(new Object() {
            @MessagePattern("echo")
            String echo(String text) {
                return text;
            }
        });
        var one = harness.client(server);
        var other = harness.client(server);

        assertThat(one.request("echo", "one", String.class).block(WAIT)).isEqualTo("one");
        assertThat(other.request("echo", "other", String.class).block(WAIT)).isEqualTo("other");
        one.close();
        assertThat(other.request("echo", "still", String.class).block(WAIT)).isEqualTo("still");
    }

    @Test
    @Needs(Capability.NO_LISTENER_KNOWN)
    default void a_pattern_without_a_handler_is_an_error_at_once(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("known")
            String known() {
                return "here";
            }
        });

        assertThatThrownBy(() -> client.request("unknown", 1, String.class).block(WAIT))
                .isInstanceOf(NoHandlerException.class)
                .hasMessageContaining("unknown");
        assertThat(client.request("known", String.class).block(WAIT)).isEqualTo("here");
    }

    @Test
    default void two_handlers_for_one_request_are_an_error_that_names_both(ContractHarness harness) {
        assertThatThrownBy(() -> harness.serve(new Object() {
                    @MessagePattern("{a: 1, b: 2}")
                    int firstOne() {
                        return 1;
                    }

                    @MessagePattern("{b: 2, a: 1}")
                    int secondOne() {
                        return 2;
                    }
                }))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("firstOne")
                .hasMessageContaining("secondOne");
    }

    @Test
    default void a_controller_without_handlers_is_an_error_that_names_it(ContractHarness harness) {
        assertThatThrownBy(() -> harness.serve(new Object[] {new ArrayDeque<Object>()}))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("ArrayDeque");
    }
}
