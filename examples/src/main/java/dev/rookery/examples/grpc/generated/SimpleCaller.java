package dev.rookery.examples.grpc.generated;

import dev.rookery.client.ClientProxy;
import io.grpc.Channel;
import io.grpc.testing.protobuf.SimpleRequest;
import io.grpc.testing.protobuf.SimpleResponse;
import io.grpc.testing.protobuf.SimpleServiceGrpc;
import reactor.core.publisher.Mono;

final class SimpleCaller {
    private final ClientProxy client;

    SimpleCaller(ClientProxy client) {
        this.client = client;
    }

    String byStub(String text) {
        var stub = SimpleServiceGrpc.newBlockingStub(client.unwrap(Channel.class));
        return stub.unaryRpc(request(text)).getResponseMessage();
    }

    Mono<SimpleResponse> byClient(String text) {
        return client.request("SimpleService/UnaryRpc", request(text), SimpleResponse.class);
    }

    private static SimpleRequest request(String text) {
        return SimpleRequest.newBuilder().setRequestMessage(text).build();
    }
}
