package dev.rookery.examples.grpc;

import dev.rookery.grpc.GrpcTransporter;
import dev.rookery.transport.Tls;
import java.nio.file.Path;

final class SecureHeroes {
    private SecureHeroes() {}

    static GrpcTransporter server() {
        return GrpcTransporter.builder()
                .protoPaths(Path.of("src/main/proto/heroes.proto"))
                .tls(Tls.builder()
                        .certificate(Path.of("heroes.pem"), Path.of("heroes.key"))
                        .trust(Path.of("authority.pem"))
                        .clientCertificates(Tls.ClientCertificates.REQUIRED)
                        .build())
                .build();
    }

    static GrpcTransporter client() {
        return GrpcTransporter.builder()
                .protoPaths(Path.of("src/main/proto/heroes.proto"))
                .target("dns:///heroes.example.org:5000")
                .loadBalancing("round_robin")
                .tls(Tls.builder().trust(Path.of("authority.pem")).build())
                .build();
    }
}
