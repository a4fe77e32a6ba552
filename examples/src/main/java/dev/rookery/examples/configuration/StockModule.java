package dev.rookery.examples.configuration;

import dev.rookery.client.ClientProxy;
import dev.rookery.config.ConfigModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Imports;
import dev.rookery.module.Module;
import jakarta.inject.Named;
import reactor.core.publisher.Mono;

@Module(providers = StockModule.Stock.class, exports = StockModule.Stock.class)
final class StockModule {

    @Imports
    static DynamicModule client() {
        return ConfigModule.client("STOCK_SERVICE"); // rookery.clients.STOCK_SERVICE.…
    }

    static final class Stock {
        private final ClientProxy client;

        Stock(@Named("STOCK_SERVICE") ClientProxy client) {
            this.client = client;
        }

        Mono<Integer> of(String article) {
            return client.request("stock", article, Integer.class);
        }
    }
}
