package dev.rookery.examples.grpc;

import dev.rookery.module.Module;

@Module(controllers = HeroesService.class)
final class HeroesModule {}
