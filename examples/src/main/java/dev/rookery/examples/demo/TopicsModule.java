package dev.rookery.examples.demo;

import dev.rookery.module.Module;

/** The service of the demo where patterns are topics, which an object cannot be. */
@Module(controllers = DemoController.class)
final class TopicsModule {}
