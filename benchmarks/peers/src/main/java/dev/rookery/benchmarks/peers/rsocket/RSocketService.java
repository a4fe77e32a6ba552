package dev.rookery.benchmarks.peers.rsocket;

import dev.rookery.benchmarks.process.ServiceProcess;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.SocketAcceptor;
import io.rsocket.core.RSocketServer;
import io.rsocket.frame.decoder.PayloadDecoder;
import io.rsocket.metadata.RoutingMetadata;
import io.rsocket.transport.netty.server.TcpServerTransport;
import io.rsocket.util.ByteBufPayload;
import java.time.Duration;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The service: a route in the metadata says what is asked for. */
final class RSocketService implements RSocket {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private RSocketService() {}

    static void main() {
        var server = RSocketServer.create(SocketAcceptor.with(new RSocketService()))
                .payloadDecoder(PayloadDecoder.ZERO_COPY)
                .bind(TcpServerTransport.create("127.0.0.1", 0))
                .blockOptional(TIMEOUT)
                .orElseThrow();
        ServiceProcess.serve(server.address().getPort());
    }

    @Override
    public Mono<Payload> requestResponse(Payload request) {
        return switch (route(request)) {
            case "sum" -> reply(IntStream.of(Json.read(request, int[].class)).sum());
            case "echo" -> reply(Json.read(request, String.class));
            default -> unknown(request);
        };
    }

    @Override
    public Flux<Payload> requestStream(Payload request) {
        return switch (route(request)) {
            case "stream" -> Flux.range(0, Json.read(request, int.class)).map(RSocketService::payload);
            default -> unknown(request).flux();
        };
    }

    private static String route(Payload request) {
        return new RoutingMetadata(request.sliceMetadata()).iterator().next();
    }

    private static Mono<Payload> unknown(Payload request) {
        request.release();
        return Mono.error(new IllegalArgumentException("no such route"));
    }

    private static Mono<Payload> reply(Object value) {
        return Mono.just(payload(value));
    }

    private static Payload payload(Object value) {
        return ByteBufPayload.create(Json.write(value));
    }
}
