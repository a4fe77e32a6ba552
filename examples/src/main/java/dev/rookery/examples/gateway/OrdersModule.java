package dev.rookery.examples.gateway;

import dev.rookery.module.ClientsModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Module;
import dev.rookery.transport.Transporter;

@Module(controllers = OrdersController.class)
final class OrdersModule {
    private OrdersModule() {}

    /** The service, which tells of its orders through a transport. */
    static DynamicModule through(Transporter transporter) {
        return DynamicModule.builder(OrdersModule.class)
                .imports(ClientsModule.contract(OrderEvents.class, transporter))
                .build();
    }
}
