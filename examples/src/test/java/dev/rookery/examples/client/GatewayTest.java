package dev.rookery.examples.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.Rookery;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.DynamicModule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The client of the docs. */
final class GatewayTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void the_modules_fit_together_and_call_nobody_until_asked() {
        try (var app = Rookery.create(GatewayModule.class).startAllMicroservices()) {
            assertThat(app.get(MathGateway.class)).isNotNull();
            assertThat(app.get("MATH_SERVICE", ClientProxy.class)).isNotNull();
        }
    }

    @Test
    void without_a_handler_the_sum_is_zero() {
        var transporter = new InMemoryTransporter();
        var nothing = DynamicModule.builder("Nothing").build();
        try (var service = Rookery.createMicroservice(nothing, transporter).listen();
                var client = ClientProxyFactory.create(transporter)) {
            assertThat(service).isNotNull();
            assertThat(new Failures(client).sumOrZero(List.of(1)).block(LIMIT)).isZero();
        }
    }

    @Test
    void clients_come_from_what_is_injected_and_as_contracts() {
        try (var app = Rookery.create(AsyncClients.PricingModule.class)) {
            assertThat(app.get(AsyncClients.Pricing.class).isReady()).isTrue();
        }
    }
}
