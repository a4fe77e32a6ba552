package dev.rookery.examples.providers;

import dev.rookery.module.DynamicModule;
import dev.rookery.module.ProviderDefinition;
import dev.rookery.module.Token;
import java.time.Clock;
import java.time.ZoneId;

final class Definitions {
    private Definitions() {}

    static DynamicModule module() {
        var settlement = Token.named("settlement", Clock.class);
        return DynamicModule.builder("Payments")
                .providers(Card.class)
                .providers(
                        ProviderDefinition.ofClass(Token.of(PaymentMethod.class), Invoice.class), // useClass
                        ProviderDefinition.ofValue(Token.of(ZoneId.class), ZoneId.of("UTC")), // useValue
                        ProviderDefinition.ofFactory(settlement, Token.of(ZoneId.class), Clock::system), // useFactory
                        ProviderDefinition.ofExisting(Token.of(Clock.class), settlement), // useExisting
                        ProviderDefinition.ofAsync(
                                Token.of(Rates.class), () -> Rates.load().toFuture()))
                .exports(settlement)
                .build();
    }
}
