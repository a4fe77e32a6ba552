package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.client.ClientOptions;
import dev.rookery.transport.Capability;
import dev.rookery.transport.MessageContext;
import org.junit.jupiter.api.Test;

/** What a transporter says of itself. */
public interface CapabilityContract extends Contract {

    @Test
    default void a_transport_declares_what_the_table_says(ContractHarness harness) {
        var transporter = harness.fixture().server();

        assertThat(transporter.capabilities())
                .as("the capabilities of " + transporter.id())
                .containsExactlyInAnyOrderElementsOf(CapabilityTable.required(transporter, harness.fixture()))
                .contains(Capability.REQUEST);
    }

    @Test
    default void all_transporters_of_a_fixture_are_of_one_transport(ContractHarness harness) {
        var fixture = harness.fixture();
        var server = harness.serve(new LifecycleParts.Ping());

        assertThat(fixture.client(server).id()).isEqualTo(fixture.server().id());
        assertThat(fixture.withoutServer().id()).isEqualTo(fixture.server().id());
    }

    @Test
    default void an_id_is_a_short_name_in_lower_case(ContractHarness harness) {
        assertThat(harness.fixture().server().id()).matches("[a-z][a-z0-9-]{0,31}");
    }

    @Test
    default void wildcards_have_a_syntax_exactly_where_they_are_declared(ContractHarness harness) {
        var transporter = harness.fixture().server();

        assertThat(transporter.wildcards().isPresent())
                .isEqualTo(transporter.capabilities().contains(Capability.WILDCARDS));
    }

    @Test
    default void a_context_type_is_a_context(ContractHarness harness) {
        assertThat(MessageContext.class)
                .isAssignableFrom(harness.fixture().server().contextType());
    }

    @Test
    default void a_transporter_opens_nothing_until_asked(ContractHarness harness) {
        var transporter = harness.fixture().withoutServer();

        assertThat(transporter.toString()).isNotBlank();
        harness.client(transporter, ClientOptions.defaults()).close();
    }
}
