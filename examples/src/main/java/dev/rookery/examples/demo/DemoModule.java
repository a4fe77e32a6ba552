package dev.rookery.examples.demo;

import dev.rookery.module.Module;

/** The service of the demo. */
@Module(controllers = {DemoController.class, NestController.class})
final class DemoModule {}
