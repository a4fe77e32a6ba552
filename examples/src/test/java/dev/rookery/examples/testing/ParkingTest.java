package dev.rookery.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.client.ClientOptions;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.ProviderDefinition;
import dev.rookery.module.Token;
import dev.rookery.server.ServerOptions;
import dev.rookery.test.MockCall;
import dev.rookery.test.Mocks;
import dev.rookery.test.RookeryTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The tests of the docs. */
final class ParkingTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final Ticket TICKET = new Ticket("B-AD 1", NOON.minus(Duration.ofHours(1)));

    @Test
    void an_hour_costs_three() {
        try (var service = RookeryTest.microservice(ParkingModule.class)
                .overrideProvider("CLOCK", CLOCK)
                .start()) {
            assertThat(service.client(ParkingApi.class).fee(TICKET)).isEqualTo(300);
        }
    }

    record Flat(Optional<Clock> clock) implements Tariff {
        @Override
        public int centsFor(Duration time) {
            return 1;
        }
    }

    @Test
    void providers_are_overridden() {
        var service = RookeryTest.microservice(ParkingModule.class)
                .overrideProvider("CLOCK", CLOCK) // whatever has the name
                .overrideProvider(Barrier.class, plate -> {}) // a value, here a lambda
                .overrideProvider(Tariff.class, Flat.class) // a class, which the container makes
                .overrideProvider(ProviderDefinition.ofFactory( // a factory; the last one for a token counts
                        Token.of(Tariff.class), () -> time -> 7))
                .start();
        try (service) {
            assertThat(service.client(ParkingApi.class).fee(TICKET)).isEqualTo(7);
        }
    }

    @Test
    void guards_and_their_like_are_overridden() {
        var service = RookeryTest.microservice(ParkingModule.class)
                .overrideGuard(OpenHours.class, context -> true)
                .start();
        try (service) {
            assertThat(service.client(ParkingApi.class).fee(new Ticket("B", Instant.now())))
                    .isZero();
        }
    }

    @Test
    void modules_are_overridden() {
        var free = DynamicModule.builder("FreeTariff")
                .providers(ProviderDefinition.ofValue(Token.of(Tariff.class), time -> 0))
                .exports(Tariff.class)
                .build();

        var service = RookeryTest.microservice(ParkingModule.class)
                .overrideModule(TariffModule.class, free)
                .overrideProvider("CLOCK", CLOCK)
                .start();
        try (service) {
            assertThat(service.client(ParkingApi.class).fee(TICKET)).isZero();
        }
    }

    @Test
    void one_controller_alone_with_mocks() {
        try (var service = RookeryTest.microservice(module -> module.controllers(ParkingController.class)
                        .providers(ProviderDefinition.ofValue(Token.named("CLOCK", Clock.class), CLOCK)))
                .mockMissing() // Tariff and Barrier
                .start()) {
            service.emitAndAwait("parking.left", TICKET);

            assertThat(service.client(ParkingApi.class).fee(TICKET)).isZero();
            assertThat(Mocks.callsOf(service.mock(Barrier.class)))
                    .extracting(MockCall::toString)
                    .containsExactly("open(B-AD 1)");
        }
    }

    @Test
    void mocks_of_ones_own() {
        var barrier = Mocks.of(Barrier.class);

        try (var service = RookeryTest.microservice(ParkingModule.class)
                .overrideProvider("CLOCK", CLOCK)
                .overrideProvider(Barrier.class, barrier)
                .start()) {
            service.client(ParkingApi.class).left(TICKET); // returns when the event is on its way
            service.awaitIdle();

            assertThat(Mocks.callsOf(barrier)).hasSize(1);
        }
    }

    @Test
    void an_event_fails() {
        try (var service = RookeryTest.microservice(ParkingModule.class)
                .overrideProvider("CLOCK", CLOCK)
                .start()) {
            assertThatThrownBy(() -> service.emitAndAwait("parking.left", TICKET))
                    .hasMessage("no barrier is connected, so B-AD 1 cannot leave");
        }
    }

    @Test
    void options_are_those_of_production_unless_told() {
        var service = RookeryTest.microservice(ParkingModule.class)
                .overrideProvider("CLOCK", CLOCK)
                .serverOptions(ServerOptions.builder()
                        .handlerTimeout(Duration.ofSeconds(2))
                        .build())
                .clientOptions(
                        ClientOptions.builder().timeout(Duration.ofSeconds(5)).build())
                .configure(created -> created.useGlobalInterceptors((context, next) -> next.handle()))
                .start();
        try (service) {
            assertThat(service.client(ParkingApi.class).fee(TICKET)).isEqualTo(300);
        }
    }
}
