package dev.rookery.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.Rookery;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.grpc.Heroes.Named;
import dev.rookery.grpc.Heroes.Query;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.Module;
import dev.rookery.server.MicroserviceServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Handlers of gRPC and of patterns in one application, on gRPC, beside it and without it. */
final class GrpcHybridIT {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @Controller
    static final class Both {
        @GrpcMethod("Heroes")
        Named findOne(Query query) {
            return new Named(query.id(), "by gRPC");
        }

        @MessagePattern("hero")
        Named hero(Query query) {
            return new Named(query.id(), "by pattern");
        }
    }

    @Module(controllers = Both.class)
    static final class BothModule {}

    @Controller
    static final class OnlyGrpc {
        @GrpcMethod("Heroes")
        Named findOne(Query query) {
            return new Named(query.id(), "");
        }
    }

    @Test
    void each_handler_serves_where_its_annotation_means_something() {
        var memory = new InMemoryTransporter();
        var grpc = Protos.transporter().port(0).build();
        try (var app = Rookery.create(BothModule.class)) {
            app.connectMicroservice(memory);
            var listener = app.connectMicroservice(grpc);
            app.startAllMicroservices();
            var port = ((InetSocketAddress) listener.addresses().getFirst()).getPort();

            try (var byPattern = ClientProxyFactory.create(memory);
                    var byGrpc = ClientProxyFactory.create(
                            Protos.transporter().port(port).build())) {
                assertThat(byPattern.request("hero", new Query(1), Named.class).block(WAIT))
                        .isEqualTo(new Named(1, "by pattern"));
                assertThat(byGrpc.request("Heroes/FindOne", new Query(2), Named.class)
                                .block(WAIT))
                        .isEqualTo(new Named(2, "by gRPC"));
            }
        }
    }

    @Test
    void a_pattern_that_only_grpc_could_serve_fails_the_start() {
        assertThatThrownBy(() -> Rookery.createMicroservice(
                                BothModule.class, Protos.transporter().port(0).build())
                        .listen())
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("Both.hero(Query) has a pattern of its own, and BothModule listens on grpc");
    }

    @Test
    void in_memory_a_handler_of_grpc_is_left_out_and_the_others_serve() {
        var memory = new InMemoryTransporter();
        try (var _ = Rookery.createMicroservice(BothModule.class, memory).listen();
                var client = ClientProxyFactory.create(memory)) {
            assertThat(client.request("hero", new Query(1), Named.class).block(WAIT))
                    .isEqualTo(new Named(1, "by pattern"));
        }
    }

    @Test
    void a_server_without_an_application_serves_none_of_them_silently() {
        var builder = MicroserviceServer.builder().controller(new OnlyGrpc()).transporter(new InMemoryTransporter());

        assertThatThrownBy(builder::build)
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining(
                        "OnlyGrpc.findOne(Query) is bound to the transport \"grpc\" by its annotation, and the"
                                + " server is on memory");
        try (var among = builder.amongOthers().build()) {
            assertThat(among.handlers()).isEmpty();
            assertThat(among.skipped()).hasSize(1);
        }
    }
}
