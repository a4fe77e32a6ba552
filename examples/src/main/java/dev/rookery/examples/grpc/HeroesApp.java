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
                                .protoPath(Path.of("src/main/proto/heroes.proto"))
                                .packageName("hero.v1")
                                .build())
                .listen();
    }
}
