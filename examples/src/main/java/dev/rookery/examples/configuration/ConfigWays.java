package dev.rookery.examples.configuration;

import dev.rookery.Microservice;
import dev.rookery.Rookery;
import dev.rookery.config.Config;
import dev.rookery.config.ConfigModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.tcp.TcpTransporter;
import java.nio.file.Path;
import java.time.Duration;

/** Other ways to configure. */
final class ConfigWays {
    private ConfigWays() {}

    record StoreSettings(int port) {}

    static DynamicModule built() {
        return ConfigModule.builder()
                .bind(ShopSettings.class, "shop")
                .bind(StoreSettings.class, "store")
                .clients("STOCK_SERVICE") // @Named("STOCK_SERVICE") ClientProxy, for all modules
                .profiles("eu") // in place of rookery.profiles
                .file(Path.of("/etc/shop/shop.yaml")) // has to be there
                .value("shop.currency", "CHF") // wins over all else
                .refuseUnknownKeys() // a mistake, and not a warning
                .build();
    }

    static DynamicModule feature() {
        return ConfigModule.feature(StoreSettings.class, "store");
    }

    static Duration asked(Config config) {
        return config.value("shop.patience", Duration.class).orElse(Duration.ofSeconds(5));
    }

    static ShopSettings withoutModules() {
        return Config.load().bind("shop", ShopSettings.class);
    }

    static Microservice computed(DynamicModule shopModule) {
        return Rookery.createMicroservice(
                shopModule,
                StoreSettings.class,
                store -> TcpTransporter.builder().port(store.port()).build());
    }
}
