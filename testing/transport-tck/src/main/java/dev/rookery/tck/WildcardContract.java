package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.tck.WildcardParts.CatsByExpression;
import dev.rookery.tck.WildcardParts.DottedCats;
import dev.rookery.tck.WildcardParts.SlashedCats;
import dev.rookery.transport.Capability;
import org.junit.jupiter.api.Test;

/** Handlers for more than one channel. Patterns are spelled as the transport writes them, among others that it takes for plain texts. */
@Needs(Capability.WILDCARDS)
public interface WildcardContract extends Contract {

    @Test
    default void a_wildcard_stands_for_one_word(ContractHarness harness) {
        var client = harness.clientOf(cats(harness));

        assertThat(client.request(address(harness, "cats", "7", "name"), String.class)
                        .block(WAIT))
                .isEqualTo("any cat, asked as " + address(harness, "cats", "7", "name"));
    }

    @Test
    default void a_wildcard_stands_for_the_rest(ContractHarness harness) {
        var client = harness.clientOf(cats(harness));

        assertThat(client.request(address(harness, "dogs", "7", "name", "first"), String.class)
                        .block(WAIT))
                .isEqualTo("any dog");
    }

    @Test
    default void an_exact_pattern_goes_before_a_wildcard(ContractHarness harness) {
        var client = harness.clientOf(cats(harness));

        assertThat(client.request(address(harness, "cats", "felix", "name"), String.class)
                        .block(WAIT))
                .isEqualTo("Felix");
    }

    private static Object cats(ContractHarness harness) {
        var syntax = harness.fixture().server().wildcards().orElseThrow();
        if (syntax.separator() == '/') {
            return new SlashedCats();
        }
        return syntax.isWildcard("/cats/") ? new CatsByExpression() : new DottedCats();
    }

    private static String address(ContractHarness harness, String... words) {
        return String.join(String.valueOf(separator(harness)), words);
    }

    private static char separator(ContractHarness harness) {
        return harness.fixture()
                .server()
                .wildcards()
                .map(WildcardSyntax::separator)
                .orElseThrow();
    }
}
