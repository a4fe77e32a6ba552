package dev.rookery.examples.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.Rookery;
import dev.rookery.module.Token;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** The providers of the docs. */
final class ProvidersTest {
    @Test
    void they_are_found() {
        try (var app = Rookery.create(PaymentsModule.class)) {
            assertThat(app.get(Payments.class).pay(50)).isEqualTo("100 cents by 2 methods, UTC, unchecked, unaudited");
        }
    }

    @Test
    void definitions_do_the_same() {
        try (var app = Rookery.create(Definitions.module())) {
            assertThat(app.get(Clock.class)).isSameAs(app.get(Token.named("settlement", Clock.class)));
            assertThat(app.get(Rates.class).factor()).isEqualTo(2);
        }
    }
}
