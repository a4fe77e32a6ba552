package dev.rookery.examples.grpc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.server.MicroserviceServer;
import io.grpc.testing.protobuf.SimpleRequest;
import io.grpc.testing.protobuf.SimpleResponse;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

final class SimpleServiceTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final MicroserviceServer server = MicroserviceServer.builder()
            .controller(new SimpleService())
            .transporter(SimpleApp.transporter(0))
            .start();
    private final ClientProxy client = ClientProxyFactory.create(
            SimpleApp.transporter(((InetSocketAddress) server.addresses().getFirst()).getPort()));

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void a_generated_stub_calls_over_the_channel_of_a_client() {
        assertThat(new SimpleCaller(client).byStub("Ada")).isEqualTo("hello Ada");
    }

    @Test
    void generated_messages_are_what_handlers_take_and_give() {
        assertThat(new SimpleCaller(client).byClient("Ada").block(LIMIT))
                .isEqualTo(SimpleResponse.newBuilder()
                        .setResponseMessage("hello Ada")
                        .build());
        assertThat(client.send("SimpleService/ServerStreamingRpc", request("Ada"), SimpleResponse.class)
                        .map(SimpleResponse::getResponseMessage)
                        .collectList()
                        .block(LIMIT))
                .containsExactly("Ada 1", "Ada 2", "Ada 3");
    }

    @Test
    void a_handler_may_read_and_write_its_call_itself() {
        assertThat(client.send(
                                "SimpleService/BidiStreamingRpc",
                                Flux.just(request("Ada"), request("Bob")),
                                SimpleResponse.class)
                        .map(SimpleResponse::getResponseMessage)
                        .collectList()
                        .block(LIMIT))
                .containsExactly("first Ada", "then Ada", "first Bob", "then Bob");
    }

    private static SimpleRequest request(String text) {
        return SimpleRequest.newBuilder().setRequestMessage(text).build();
    }
}
