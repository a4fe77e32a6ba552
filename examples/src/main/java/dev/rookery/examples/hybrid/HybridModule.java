package dev.rookery.examples.hybrid;

import dev.rookery.module.Module;

@Module(controllers = CatsController.class)
final class HybridModule {}
