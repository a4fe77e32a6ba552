package dev.rookery.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.server.MicroserviceServer;
import dev.rookery.tck.Contract;
import dev.rookery.tck.ContractHarness;
import dev.rookery.tck.TransportFixture;
import dev.rookery.transport.Transporter;
import io.grpc.Channel;
import io.grpc.testing.protobuf.SimpleRequest;
import io.grpc.testing.protobuf.SimpleResponse;
import io.grpc.testing.protobuf.SimpleServiceGrpc;
import io.grpc.testing.protobuf.SimpleServiceProto;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Services and clients of generated classes, and the stubs of others beside them. */
final class GeneratedClassesIT implements Contract {

    @Override
    public TransportFixture newFixture() {
        return new TransportFixture() {
            @Override
            public Transporter server() {
                return transporter(0);
            }

            @Override
            public Transporter client(MicroserviceServer server) {
                return transporter(((InetSocketAddress) server.addresses().getFirst()).getPort());
            }

            @Override
            public Transporter withoutServer() {
                return transporter(1);
            }
        };
    }

    private static Transporter transporter(int port) {
        return GrpcTransporter.builder()
                .descriptors(SimpleServiceProto.getDescriptor())
                .port(port)
                .build();
    }

    static final class SimpleService {
        @GrpcMethod
        SimpleResponse unaryRpc(SimpleRequest request) {
            return SimpleResponse.newBuilder()
                    .setResponseMessage("re: " + request.getRequestMessage())
                    .build();
        }

        @GrpcMethod
        Flux<SimpleResponse> serverStreamingRpc(SimpleRequest request) {
            return Flux.just(1, 2)
                    .map(number -> SimpleResponse.newBuilder()
                            .setResponseMessage(request.getRequestMessage() + number)
                            .build());
        }
    }

    private static SimpleRequest request(String text) {
        return SimpleRequest.newBuilder().setRequestMessage(text).build();
    }

    @Test
    void generated_messages_pass_as_they_are(ContractHarness harness) {
        var client = harness.clientOf(new SimpleService());

        assertThat(client.request("SimpleService/UnaryRpc", request("a"), SimpleResponse.class)
                        .map(SimpleResponse::getResponseMessage)
                        .block(WAIT))
                .isEqualTo("re: a");
        assertThat(client.send("SimpleService/ServerStreamingRpc", request("b"), Object.class)
                        .collectList()
                        .block(WAIT))
                .containsExactly(Map.of("responseMessage", "b1"), Map.of("responseMessage", "b2"));
    }

    @Test
    void a_stub_of_grpc_java_calls_over_the_channel_of_a_client(ContractHarness harness) {
        var channel = harness.clientOf(new SimpleService()).unwrap(Channel.class);
        var stub = SimpleServiceGrpc.newBlockingStub(channel);

        assertThat(stub.unaryRpc(request("c")).getResponseMessage()).isEqualTo("re: c");
        assertThat(stub.serverStreamingRpc(request("d")))
                .toIterable()
                .extracting(SimpleResponse::getResponseMessage)
                .containsExactly("d1", "d2");
    }
}
