package dev.rookery.examples.grpc;

import dev.rookery.Rookery;
import dev.rookery.grpc.GrpcTransporter;
import java.nio.file.Path;

final class HeroesApp {
    private HeroesApp() {}

    static void main() {
        Rookery.createMicroservice(
                        HeroesModule.class,
                        GrpcTransporter.builder()
                                .protoPaths(Path.of("src/main/proto/heroes.proto"))
                                .packages("hero.v1")
                                .build())
                .listen();
    }
}
