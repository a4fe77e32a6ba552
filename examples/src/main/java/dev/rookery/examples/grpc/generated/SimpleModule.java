package dev.rookery.examples.grpc.generated;

import dev.rookery.module.Module;

@Module(controllers = SimpleService.class)
final class SimpleModule {}
