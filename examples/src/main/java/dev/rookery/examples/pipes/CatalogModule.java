package dev.rookery.examples.pipes;

import dev.rookery.module.Module;

@Module(controllers = CatalogController.class)
final class CatalogModule {}
