package dev.rookery.examples.grpc.generated;

import dev.rookery.Rookery;
import dev.rookery.grpc.GrpcTransporter;
import io.grpc.testing.protobuf.SimpleServiceProto;

final class SimpleApp {
    private SimpleApp() {}

    static void main() {
        Rookery.createMicroservice(SimpleModule.class, transporter(5000)).listen();
    }

    static GrpcTransporter transporter(int port) {
        return GrpcTransporter.builder()
                .descriptors(SimpleServiceProto.getDescriptor())
                .port(port)
                .build();
    }
}
