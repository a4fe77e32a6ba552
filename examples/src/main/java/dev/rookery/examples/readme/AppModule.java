package dev.rookery.examples.readme;

import dev.rookery.module.Module;

@Module(controllers = MathController.class)
final class AppModule {}
