package ${package};

import dev.rookery.config.ConfigModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Imports;
import dev.rookery.module.Module;

/** Names all that the service consists of: nothing is found by scanning. */
@Module(controllers = GreeterController.class)
final class AppModule {
    @Imports
    static DynamicModule config() {
        return ConfigModule.load();
    }
}
