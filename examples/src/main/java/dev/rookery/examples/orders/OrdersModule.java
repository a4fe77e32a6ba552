package dev.rookery.examples.orders;

import dev.rookery.module.Module;
import dev.rookery.module.Provides;
import java.util.Set;

@Module(controllers = OrdersController.class, providers = Stock.class)
final class OrdersModule {

    @Provides
    Roles roles() { // what Nest's useFactory does
        return new Roles(Set.of("customer", "clerk"));
    }
}
