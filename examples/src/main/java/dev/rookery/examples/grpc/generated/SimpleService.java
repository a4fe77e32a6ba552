package dev.rookery.examples.grpc.generated;

import dev.rookery.annotation.Controller;
import dev.rookery.grpc.GrpcCall;
import dev.rookery.grpc.GrpcMethod;
import dev.rookery.grpc.GrpcStreamCall;
import io.grpc.testing.protobuf.SimpleRequest;
import io.grpc.testing.protobuf.SimpleResponse;
import reactor.core.publisher.Flux;

@Controller
final class SimpleService {

    @GrpcMethod // SimpleService/UnaryRpc
    SimpleResponse unaryRpc(SimpleRequest request) {
        return response("hello " + request.getRequestMessage());
    }

    @GrpcMethod
    Flux<SimpleResponse> serverStreamingRpc(SimpleRequest request) {
        return Flux.range(1, 3).map(number -> response(request.getRequestMessage() + " " + number));
    }

    @GrpcStreamCall
    void bidiStreamingRpc(GrpcCall<SimpleRequest, SimpleResponse> call) throws InterruptedException {
        for (var request : call) {
            call.send(response("first " + request.getRequestMessage()));
            call.send(response("then " + request.getRequestMessage()));
        }
    }

    private static SimpleResponse response(String text) {
        return SimpleResponse.newBuilder().setResponseMessage(text).build();
    }
}
