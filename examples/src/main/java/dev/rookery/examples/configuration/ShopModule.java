package dev.rookery.examples.configuration;

import dev.rookery.config.ConfigModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Imports;
import dev.rookery.module.Module;

@Module(controllers = ShopController.class)
final class ShopModule {

    @Imports
    static DynamicModule config() {
        return ConfigModule.bind(ShopSettings.class, "shop");
    }
}
