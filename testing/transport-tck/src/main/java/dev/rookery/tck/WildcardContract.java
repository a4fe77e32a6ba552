package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Capability;
import dev.rookery.transport.MessageContext;
import org.junit.jupiter.api.Test;

/** Handlers for more than one channel. Each pattern is spelled as NATS, MQTT, AMQP and Redis write it; a transport takes the others for plain texts. */
@Needs(Capability.WILDCARDS)
public interface WildcardContract extends Contract {

    @Test
    default void a_wildcard_stands_for_one_word(ContractHarness harness) {
        var client = harness.clientOf(new Cats());

        assertThat(client.request(address(harness, "cats", "7", "name"), String.class)
                        .block(WAIT))
                .isEqualTo("any cat, asked as " + address(harness, "cats", "7", "name"));
    }

    @Test
    default void a_wildcard_stands_for_the_rest(ContractHarness harness) {
        var client = harness.clientOf(new Cats());

        assertThat(client.request(address(harness, "dogs", "7", "name", "first"), String.class)
                        .block(WAIT))
                .isEqualTo("any dog");
    }

    @Test
    default void an_exact_pattern_goes_before_a_wildcard(ContractHarness harness) {
        var client = harness.clientOf(new Cats());

        assertThat(client.request(address(harness, "cats", "felix", "name"), String.class)
                        .block(WAIT))
                .isEqualTo("Felix");
    }

    private static String address(ContractHarness harness, String... words) {
        var separator = harness.fixture()
                .server()
                .wildcards()
                .map(WildcardSyntax::separator)
                .orElseThrow();
        return String.join(separator.toString(), words);
    }

    /** Patterns of each syntax. */
    final class Cats {
        Cats() {}

        @MessagePattern({"cats.*.name", "cats/+/name"})
        String any(MessageContext context) {
            return "any cat, asked as " + context.pattern();
        }

        @MessagePattern({"cats.felix.name", "cats/felix/name"})
        String felix() {
            return "Felix";
        }

        @MessagePattern({"dogs.>", "dogs.#", "dogs/#", "dogs.*"})
        String dogs() {
            return "any dog";
        }
    }
}
