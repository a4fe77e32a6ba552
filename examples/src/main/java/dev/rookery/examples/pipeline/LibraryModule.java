package dev.rookery.examples.pipeline;

import dev.rookery.module.Module;
import dev.rookery.module.Provides;
import java.util.Map;

@Module(
        controllers = CatalogController.class,
        providers = {RoleGuard.class, MaintenanceHook.class})
final class LibraryModule {

    @Provides
    Staff staff() {
        return new Staff(Map.of("ann", "librarian", "tom", "reader", "eve", "guest"));
    }
}
