package dev.rookery.examples.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.Rookery;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.config.Config;
import dev.rookery.config.ConfigModule;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.DynamicModule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The configuration of the docs. */
final class ConfigurationTest {

    @Test
    void the_files_of_the_docs_are_bound() {
        assertThat(ConfigWays.withoutModules())
                .isEqualTo(new ShopSettings(100, "EUR", Duration.ofSeconds(5), List.of("DE", "FR"), Optional.empty()));
        assertThat(Config.builder().profiles("eu").build().bind("shop", ShopSettings.class))
                .isEqualTo(new ShopSettings(
                        1000,
                        "EUR",
                        Duration.ofSeconds(5),
                        List.of("DE", "FR"),
                        Optional.of(new ShopSettings.Discount(10, List.of("ROOK", "TOWER")))));
    }

    @Test
    void the_service_of_the_docs_is_given_its_settings() {
        var world = new InMemoryTransporter();
        try (var service = Rookery.createMicroservice(ShopModule.class, world).listen();
                var client = ClientProxyFactory.create(world)) {
            assertThat(client.request("currency", null, String.class).block()).isEqualTo("EUR");
            assertThat(ConfigWays.asked(service.get(Config.class))).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Test
    void clients_features_and_computed_transporters_fit_in() {
        var config = ConfigModule.builder().value("store.port", "0").build();
        var module = DynamicModule.builder("Store")
                .imports(config, ConfigWays.feature())
                .imports(StockModule.class)
                .build();

        try (var service = ConfigWays.computed(module).listen()) {
            assertThat(service.addresses()).hasSize(1);
            assertThat(service.get(StockModule.Stock.class)).isNotNull();
        }
    }
}
