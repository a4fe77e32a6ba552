package dev.rookery.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.StartException;
import dev.rookery.transport.Capability;
import io.grpc.testing.protobuf.SimpleServiceProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which services a transporter knows. */
final class ServicesTest {

    private static Services load(GrpcTransporter.Builder builder) {
        return Services.load(builder.build().options());
    }

    @Test
    void a_service_is_found_below_its_package_and_in_full() {
        var services = load(Protos.transporter());

        assertThat(services.require("Heroes/FindOne").name()).isEqualTo("demo.v1.Heroes/FindOne");
        assertThat(services.require("demo.v1.Heroes/findOne").name()).isEqualTo("demo.v1.Heroes/FindOne");
        assertThat(services.require("Heroes/Lower").name()).isEqualTo("demo.v1.Heroes/lower");
        assertThatThrownBy(() -> services.require("Atlas/Locate")).hasMessageContaining("There is no service Atlas");
    }

    @Test
    void several_files_and_generated_classes_may_be_used_at_once() {
        var services = load(GrpcTransporter.builder()
                .includeDirs(Protos.FOLDER)
                .protoPaths(Path.of("heroes.proto"), Path.of("shared/places.proto"))
                .descriptors(SimpleServiceProto.getDescriptor()));

        assertThat(services.require("Atlas/Locate").name()).isEqualTo("demo.shared.Atlas/Locate");
        assertThat(services.require("SimpleService/UnaryRpc").name()).isEqualTo("grpc.testing.SimpleService/UnaryRpc");
        assertThat(services.require("Heroes/Chat").serverStreams()).isTrue();
    }

    @Test
    void packages_choose_among_the_services() {
        var builder = Protos.transporter().protoPaths(Protos.HEROES, Protos.FOLDER.resolve("shared/places.proto"));

        assertThatThrownBy(() -> load(builder.packages("demo.shared")).require("Heroes/FindOne"))
                .isInstanceOf(StartException.class);
        assertThatThrownBy(() -> load(builder.packages("demo.v2")))
                .isInstanceOf(StartException.class)
                .hasMessage("The .proto files have no service in the package demo.v2 (expected: one of [demo.shared,"
                        + " demo.v1])");
    }

    @Test
    void imports_may_lie_in_the_folder_of_the_file() {
        assertThat(load(GrpcTransporter.builder().protoPaths(Protos.HEROES)).require("Heroes/FindOne"))
                .isNotNull();
    }

    @Test
    void a_name_of_json_that_the_file_gives_counts() {
        assertThat(Protos.message("Everything").findFieldByName("renamed").getJsonName())
                .isEqualTo("otherName");
        assertThat(Protos.message("Everything").findFieldByName("at").getMessageType())
                .isEqualTo(Timestamp.getDescriptor());
    }

    @Test
    void what_is_missing_or_wrong_fails_with_the_cure(@TempDir Path folder) throws IOException {
        var broken = Files.writeString(folder.resolve("broken.proto"), "syntax = \"proto3\";\nservice {");
        var lonely = Files.writeString(
                folder.resolve("lonely.proto"), "syntax = \"proto3\";\nimport \"nowhere.proto\";\nservice S {}");

        assertThatThrownBy(() -> load(GrpcTransporter.builder()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("protoPath");
        assertThatThrownBy(() -> load(GrpcTransporter.builder().protoPaths(folder.resolve("no.proto"))))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("There is no .proto file")
                .hasMessageContaining("includeDirs");
        assertThatThrownBy(() -> load(GrpcTransporter.builder().protoPaths(broken)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("broken.proto");
        assertThatThrownBy(() -> load(GrpcTransporter.builder().protoPaths(lonely)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("nowhere.proto");
    }

    @Test
    void a_transporter_is_a_value_with_the_capabilities_of_the_table() {
        var transporter = GrpcTransporter.builder().build();

        assertThat(transporter.capabilities())
                .containsExactlyInAnyOrder(
                        Capability.REQUEST,
                        Capability.REQUEST_STREAM,
                        Capability.HEADERS,
                        Capability.DEMAND,
                        Capability.PAUSE,
                        Capability.NO_LISTENER_KNOWN,
                        Capability.CANCELLATION);
        assertThat(transporter).hasToString("grpc localhost:5000");
        assertThatThrownBy(() -> GrpcTransporter.builder().port(70_000).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("port: 70000 (expected: from 0 to 65535, where 0 lets a server find a free one)");
    }
}
