package dev.rookery.grpc;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.testing.integration.EmptyProtos.Empty;
import io.grpc.testing.integration.Messages.EchoStatus;
import io.grpc.testing.integration.Messages.Payload;
import io.grpc.testing.integration.Messages.ResponseParameters;
import io.grpc.testing.integration.Messages.SimpleRequest;
import io.grpc.testing.integration.Messages.SimpleResponse;
import io.grpc.testing.integration.Messages.StreamingInputCallRequest;
import io.grpc.testing.integration.Messages.StreamingInputCallResponse;
import io.grpc.testing.integration.Messages.StreamingOutputCallRequest;
import io.grpc.testing.integration.Messages.StreamingOutputCallResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code grpc.testing.TestService}, as the interoperability tests of gRPC's own implementations describe it. */
final class TestServiceController {
    private static final String SERVICE = "grpc.testing.TestService";
    private static final Metadata.Key<String> ECHO_INITIAL = MetadataText.key("x-grpc-test-echo-initial");
    private static final Metadata.Key<byte[]> ECHO_TRAILING =
            Metadata.Key.of("x-grpc-test-echo-trailing-bin", Metadata.BINARY_BYTE_MARSHALLER);

    @GrpcMethod(SERVICE)
    Empty emptyCall(Empty unused, GrpcContext context) {
        echo(context);
        return Empty.getDefaultInstance();
    }

    @GrpcMethod(SERVICE)
    SimpleResponse unaryCall(SimpleRequest request, GrpcContext context) {
        echo(context);
        failIfWanted(request.getResponseStatus());
        compress(context, request.getResponseCompressed().getValue());
        return SimpleResponse.newBuilder()
                .setPayload(payload(request.getResponseSize()))
                .build();
    }

    @GrpcMethod(SERVICE)
    Flux<StreamingOutputCallResponse> streamingOutputCall(StreamingOutputCallRequest request, GrpcContext context) {
        return answers(request, context);
    }

    @GrpcStreamMethod(SERVICE)
    Mono<StreamingInputCallResponse> streamingInputCall(Flux<StreamingInputCallRequest> requests) {
        return requests.map(request -> request.getPayload().getBody().size())
                .reduce(0, Integer::sum)
                .map(size -> StreamingInputCallResponse.newBuilder()
                        .setAggregatedPayloadSize(size)
                        .build());
    }

    @GrpcStreamMethod(SERVICE)
    Flux<StreamingOutputCallResponse> fullDuplexCall(Flux<StreamingOutputCallRequest> requests, GrpcContext context) {
        echo(context);
        return requests.concatMap(request -> {
            failIfWanted(request.getResponseStatus());
            return answers(request, context);
        });
    }

    private static Flux<StreamingOutputCallResponse> answers(StreamingOutputCallRequest request, GrpcContext context) {
        return Flux.fromIterable(request.getResponseParametersList())
                .concatMap(
                        wanted -> Mono.fromSupplier(() -> answer(wanted, context))
                                .delaySubscription(Duration.of(wanted.getIntervalUs(), ChronoUnit.MICROS)),
                        1);
    }

    private static StreamingOutputCallResponse answer(ResponseParameters wanted, GrpcContext context) {
        compress(context, wanted.getCompressed().getValue());
        return StreamingOutputCallResponse.newBuilder()
                .setPayload(payload(wanted.getSize()))
                .build();
    }

    private static Payload payload(int size) {
        return Payload.newBuilder().setBody(ByteString.copyFrom(new byte[size])).build();
    }

    private static void echo(GrpcContext context) {
        var initial = context.requestMetadata().get(ECHO_INITIAL);
        if (initial != null) {
            context.responseMetadata().put(ECHO_INITIAL, initial);
        }
        var trailing = context.requestMetadata().get(ECHO_TRAILING);
        if (trailing != null) {
            context.trailers().put(ECHO_TRAILING, trailing);
        }
    }

    private static void failIfWanted(EchoStatus wanted) {
        if (wanted.getCode() != 0) {
            throw new GrpcException(Status.fromCodeValue(wanted.getCode()).getCode(), wanted.getMessage());
        }
    }

    /** The server's messages are compressed unless their call says otherwise. */
    private static void compress(GrpcContext context, boolean wanted) {
        context.unwrap(ServerCall.class).setMessageCompression(wanted);
    }
}
