package dev.rookery.examples.client;

import dev.rookery.client.ClientProxy;
import dev.rookery.module.Client;
import dev.rookery.module.ClientsModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Global;
import dev.rookery.module.Imports;
import dev.rookery.module.Module;
import dev.rookery.module.Provides;
import dev.rookery.module.Token;
import dev.rookery.tcp.TcpTransporter;
import dev.rookery.transport.Transporter;
import java.util.function.Supplier;

final class AsyncClients {
    private AsyncClients() {}

    record Config(String host) {}

    @Global
    @Module(exports = Config.class)
    static final class ConfigModule {
        @Provides
        Config config() {
            return new Config("localhost");
        }
    }

    @Module(imports = ConfigModule.class, providers = Pricing.class)
    static final class PricingModule {

        @Imports
        static DynamicModule math() { // the transport comes from what is injected
            return ClientsModule.registerAsync(
                    "MATH",
                    Token.of(Config.class),
                    config -> TcpTransporter.builder().host(config.host()).build());
        }

        @Imports
        static DynamicModule contract() { // MathApi itself can be injected
            return ClientsModule.contract(
                    MathApi.class, TcpTransporter.builder().port(3001).build());
        }

        @Imports
        static DynamicModule several() {
            return ClientsModule.builder()
                    .client("A", TcpTransporter.builder().port(3001).build())
                    .client("B", TcpTransporter.builder().port(3002).build())
                    .global(true)
                    .build();
        }
    }

    record Users(Config config) implements Supplier<Transporter> {
        @Override
        public Transporter get() {
            return TcpTransporter.builder().host(config.host()).build();
        }
    }

    static final class Pricing {
        private final MathApi math;
        private final ClientProxy users;

        Pricing(MathApi math, @Client(Users.class) ClientProxy users) { // @Client may stand on a field, too
            this.math = math;
            this.users = users;
        }

        boolean isReady() {
            return math != null && users != null;
        }
    }
}
