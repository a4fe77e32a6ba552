package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.HandlerDefinitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GatewayAddressTest {
    @ParameterizedTest
    @CsvSource({"'', /", "/, /", "live, /live", "/live, /live", "/live/, /live", "a/b//, /a/b"})
    void a_path_has_one_form(String given, String path) {
        assertThat(GatewayAddress.path(given)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/{id}", "/a b", "/*", "/a?b", "/a#b", "/a\nb"})
    void what_is_no_path_is_refused(String given) {
        assertThatThrownBy(() -> GatewayAddress.path(given)).isInstanceOf(HandlerDefinitionException.class);
    }

    @Test
    void it_is_read_as_it_was_written() {
        assertThat(new GatewayAddress(0, "/live", "watch").text()).isEqualTo("/live watch");
        assertThat(GatewayAddress.of("/ add up")).isEqualTo(new GatewayAddress(0, "/", "add up"));
        var withPort = new GatewayAddress(3002, "/live", "a/b c");
        assertThat(withPort.text()).isEqualTo(":3002/live a/b c");
        assertThat(GatewayAddress.of(withPort.text())).isEqualTo(withPort);
    }
}
