package dev.rookery.examples.client;

import dev.rookery.module.ClientsModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Imports;
import dev.rookery.module.Module;
import dev.rookery.tcp.TcpTransporter;

@Module(providers = MathGateway.class)
final class GatewayModule {

    @Imports // what Nest's imports: [X.register(...)] does
    static DynamicModule clients() {
        return ClientsModule.register(
                "MATH_SERVICE", TcpTransporter.builder().port(3001).build());
    }
}
