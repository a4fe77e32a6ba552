package dev.rookery.examples.service;

import dev.rookery.module.Module;

@Module(controllers = MathController.class)
final class AppModule {}
