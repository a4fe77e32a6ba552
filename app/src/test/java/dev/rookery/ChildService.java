package dev.rookery;

import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.Module;
import dev.rookery.module.OnApplicationShutdown;
import dev.rookery.module.OnModuleDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The service that {@link ProcessIT} starts as a process of its own. */
final class ChildService {
    private ChildService() {}

    static final class Farewell implements OnModuleDestroy, OnApplicationShutdown {
        @Override
        public void onModuleDestroy() {
            LoggerFactory.getLogger(ChildService.class).info("farewell");
        }

        @Override
        public void onApplicationShutdown(@Nullable String signal) {
            LoggerFactory.getLogger(ChildService.class).info("ended by {}", signal);
        }
    }

    @Module(providers = Farewell.class)
    static final class ChildModule {}

    /** Others start and close in another order than the one in which they stand before the signals. */
    private static void overlap(Microservice first) {
        var second = another();
        var third = another();
        first.close();
        second.close();
        third.close();
        another();
        LoggerFactory.getLogger(ChildService.class).info("the last one is here");
    }

    private static Microservice another() {
        return Rookery.createMicroservice(ChildModule.class, new InMemoryTransporter())
                .listen();
    }

    static void main(String[] arguments) {
        var mode = arguments[0];
        var service = Rookery.createMicroservice(
                ChildModule.class,
                mode.equals("port-in-use") ? NamedTransporter.whosePortIsInUse() : new InMemoryTransporter());
        if (mode.equals("clean")) {
            service.cleanExitOnSignal();
        }
        service.listen();
        if (mode.equals("overlapping")) {
            overlap(service);
        }
        if (mode.equals("close")) {
            service.close();
        }
        if (mode.equals("await")) {
            try (service) {
                service.awaitShutdown();
            }
        }
        if (mode.equals("exit")) {
            System.exit(3);
        }
    }
}
