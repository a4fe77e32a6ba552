package dev.rookery.examples.modules;

import dev.rookery.module.Module;

@Module(
        controllers = CatsController.class,
        providers = {CatsService.class, CatStore.class}, // seen inside
        exports = CatsService.class) // seen by modules that import this one; CatStore is not
final class CatsModule {}
