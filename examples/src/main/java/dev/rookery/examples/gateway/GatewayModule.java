package dev.rookery.examples.gateway;

import dev.rookery.client.ClientOptions;
import dev.rookery.module.ClientsModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Module;
import dev.rookery.transport.Transporter;
import dev.rookery.web.WebSocketModule;
import java.time.Duration;

@Module(
        imports = WebSocketModule.class,
        controllers = {ItemsGateway.class, OrdersGateway.class},
        providers = LiveOrders.class)
final class GatewayModule {
    private static final Duration PATIENCE = Duration.ofSeconds(3); // of whoever looks at the page

    private GatewayModule() {}

    /** The gateway, which finds both services through a transport. */
    static DynamicModule through(Transporter transporter) {
        var patient = ClientOptions.builder().timeout(PATIENCE).build();
        var services = ClientsModule.builder()
                .contract(StockApi.class, transporter, patient)
                .contract(OrdersApi.class, transporter, patient)
                .build();
        return DynamicModule.builder(GatewayModule.class).imports(services).build();
    }
}
