package dev.rookery.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import java.nio.file.Path;
import java.util.List;

/** The files of the tests. */
final class Protos {
    static final Path FOLDER = Path.of("src/test/resources/proto");
    static final Path HEROES = FOLDER.resolve("heroes.proto");

    private Protos() {}

    static Descriptor message(String name) {
        return ProtoFiles.load(List.of(HEROES), List.of(FOLDER)).getFirst().findMessageTypeByName(name);
    }

    static GrpcTransporter.Builder transporter() {
        return GrpcTransporter.builder().protoPaths(HEROES).includeDirs(FOLDER);
    }
}
