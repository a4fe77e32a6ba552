package dev.rookery.examples.moving;

import dev.rookery.module.Module;

@Module(controllers = ParcelsController.class)
final class ParcelsModule {}
