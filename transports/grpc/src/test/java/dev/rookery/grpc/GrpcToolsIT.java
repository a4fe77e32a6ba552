package dev.rookery.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rookery.server.MicroserviceServer;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tools ask a service, with the driver's own stubs. */
final class GrpcToolsIT {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final MicroserviceServer server = MicroserviceServer.builder()
            .controller(new Plain())
            .transporter(
                    Protos.transporter().port(0).health(true).reflection(true).build())
            .start();
    private final ManagedChannel channel = channelTo(server);

    private static ManagedChannel channelTo(MicroserviceServer server) {
        var port = ((InetSocketAddress) server.addresses().getFirst()).getPort();
        return Grpc.newChannelBuilderForAddress("localhost", port, InsecureChannelCredentials.create())
                .build();
    }

    @AfterEach
    void closeAll() throws InterruptedException {
        server.close();
        channel.shutdownNow().awaitTermination(WAIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static HealthCheckRequest of(String service) {
        return HealthCheckRequest.newBuilder().setService(service).build();
    }

    @Test
    void health_is_told_of_the_process_and_of_each_service() {
        var health = HealthGrpc.newBlockingStub(channel);

        for (var service : List.of("", "demo.v1.Heroes")) {
            assertThat(health.check(of(service)).getStatus()).isEqualTo(ServingStatus.SERVING);
        }
        assertThatThrownBy(() -> health.check(of("demo.v1.Villains")))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        error -> assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
    }

    @Test
    void who_watches_is_told_when_the_service_drains() throws InterruptedException {
        BlockingQueue<ServingStatus> seen = new LinkedBlockingQueue<>();
        HealthGrpc.newStub(channel).watch(of(""), new Heard<HealthCheckResponse>(each -> seen.add(each.getStatus())));
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(ServingStatus.SERVING);

        server.close();

        assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(ServingStatus.NOT_SERVING);
    }

    @Test
    void the_driver_has_nothing_to_warn_of_when_the_service_ends() {
        var driver = Logger.getLogger("io.grpc");
        var warnings = new Warnings();
        driver.addHandler(warnings);
        try {
            server.close();
        } finally {
            driver.removeHandler(warnings);
        }

        assertThat(warnings.texts).isEmpty();
    }

    private static final class Warnings extends Handler {
        private final List<String> texts = new CopyOnWriteArrayList<>();

        private Warnings() {
            setLevel(Level.WARNING);
        }

        @Override
        public void publish(LogRecord told) {
            if (isLoggable(told)) {
                texts.add(told.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void reflection_tells_the_services_and_their_files() throws Exception {
        var listed = reflect(ServerReflectionRequest.newBuilder().setListServices("*"));
        assertThat(listed.getListServicesResponse().getServiceList())
                .extracting(ServiceResponse::getName)
                .containsExactlyInAnyOrder(
                        "demo.v1.Heroes", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection");

        var file = reflect(ServerReflectionRequest.newBuilder().setFileContainingSymbol("demo.v1.Heroes"));
        assertThat(file.getFileDescriptorResponse().getFileDescriptorProtoList())
                .extracting(GrpcToolsIT::name)
                .contains("heroes.proto", "shared/places.proto", "google/protobuf/timestamp.proto");
    }

    private static String name(ByteString file) {
        try {
            return FileDescriptorProto.parseFrom(file).getName();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private ServerReflectionResponse reflect(ServerReflectionRequest.Builder request) throws InterruptedException {
        BlockingQueue<ServerReflectionResponse> answers = new LinkedBlockingQueue<>();
        var asking = ServerReflectionGrpc.newStub(channel).serverReflectionInfo(new Heard<>(answers::add));
        asking.onNext(request.build());
        var answer = answers.poll(10, TimeUnit.SECONDS);
        asking.onCompleted();
        assertThat(answer).isNotNull();
        return answer;
    }

    private record Heard<T>(java.util.function.Consumer<T> consumer) implements StreamObserver<T> {
        @Override
        public void onNext(T value) {
            consumer.accept(value);
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {}
    }

    @Test
    void neither_is_there_unless_asked_for() throws InterruptedException {
        try (var closed = MicroserviceServer.builder()
                .controller(new Plain())
                .transporter(Protos.transporter().port(0).build())
                .start()) {
            var plain = channelTo(closed);
            assertThatThrownBy(() -> HealthGrpc.newBlockingStub(plain).check(of("")))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            error -> assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
            plain.shutdownNow().awaitTermination(WAIT.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
