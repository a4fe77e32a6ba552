package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.transport.Capability;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CapabilityTableTest {

    @Test
    void what_depends_on_options_is_there_when_it_was_chosen() {
        var mqtt = CapabilityTable.row("mqtt").orElseThrow();

        assertThat(mqtt.with(Set.of())).doesNotContain(Capability.SETTLES);
        assertThat(mqtt.with(Set.of(Capability.SETTLES))).contains(Capability.SETTLES, Capability.REQUEST);
    }

    @Test
    void what_the_table_denies_cannot_be_chosen() {
        var tcp = CapabilityTable.row("tcp").orElseThrow();

        assertThatThrownBy(() -> tcp.with(Set.of(Capability.WILDCARDS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WILDCARDS");
    }

    @Test
    void transports_of_others_are_not_in_the_table() {
        assertThat(CapabilityTable.row("pigeon")).isEmpty();
    }
}
