package dev.rookery.examples.http;

import dev.rookery.module.ClientsModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Imports;
import dev.rookery.module.Module;
import dev.rookery.tcp.TcpTransporter;

@Module(controllers = OrdersGateway.class)
final class GatewayModule {

    @Imports
    static DynamicModule orders() {
        return ClientsModule.contract(
                OrdersApi.class, TcpTransporter.builder().port(3001).build());
    }
}
