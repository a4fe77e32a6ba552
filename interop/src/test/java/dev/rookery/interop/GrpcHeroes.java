package dev.rookery.interop;

import dev.rookery.error.RpcException;
import dev.rookery.grpc.GrpcContext;
import dev.rookery.grpc.GrpcException;
import dev.rookery.grpc.GrpcMethod;
import dev.rookery.grpc.GrpcStreamMethod;
import dev.rookery.grpc.GrpcTransporter;
import io.grpc.Metadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the services of {@code peers/proto/heroes.proto} speak of, the Java one, and how it is reached. Nest's loader gives 64 bits and enums as texts here. */
final class GrpcHeroes {
    static final Metadata.Key<byte[]> BYTES = Metadata.Key.of("x-b-bin", Metadata.BINARY_BYTE_MARSHALLER);
    private static final Metadata.Key<String> WHY = Metadata.Key.of("x-why", Metadata.ASCII_STRING_MARSHALLER);

    private GrpcHeroes() {}

    record Query(int id, String text) {}

    record Named(int id, String name) {}

    record Place(String city) {}

    enum Kind {
        NONE,
        TALL
    }

    @SuppressWarnings("ArrayRecordComponent") // bytes are what is sent
    record Hero(
            int id,
            String name,
            long bigNumber,
            Kind kind,
            List<String> tags,
            Map<String, Integer> counts,
            byte[] blob,
            @Nullable String maybe,
            @Nullable String left,
            @Nullable Integer right,
            @Nullable Query inner,
            @Nullable Instant born,
            @Nullable String nickname,
            @Nullable Place home) {}

    static final Hero FULL = new Hero(
            -1,
            "é😀",
            9_007_199_254_740_993L,
            Kind.TALL,
            List.of("a", "b"),
            Map.of("x", 1),
            new byte[] {0, -1},
            "",
            null,
            0,
            new Query(5, ""),
            Instant.ofEpochSecond(5, 500_000_000),
            "Al",
            new Place("Oslo"));

    /** Named as the service is, as Nest's users do it. */
    static final class Heroes {
        final CountDownLatch cancelled = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);

        @GrpcMethod
        Object findOne(Query query, GrpcContext context) throws InterruptedException {
            return switch (query.text()) {
                case "full" -> FULL;
                case "metadata" -> {
                    var bytes = context.requestMetadata().get(BYTES);
                    yield new Named(
                            bytes == null ? 0 : bytes[0], context.header("x-a").orElse("none"));
                }
                case "error" -> {
                    context.trailers().put(WHY, "gone");
                    throw GrpcException.notFound("no such hero");
                }
                case "rpc" -> throw new RpcException(Map.of("code", 9, "message", "not now"));
                case "unknown" -> throw new IllegalStateException("secret");
                case "deadline" -> new Named(milliseconds(context), "");
                case "slow" -> slowly();
                case "silent" -> {
                    var _ = new CountDownLatch(1).await(9, TimeUnit.SECONDS);
                    yield new Named(0, "at last");
                }
                default -> new Named(query.id(), "one " + query.text());
            };
        }

        private static int milliseconds(GrpcContext context) {
            return context.deadline()
                    .map(deadline -> (int) deadline.timeRemaining(TimeUnit.MILLISECONDS))
                    .orElse(-1);
        }

        private Object slowly() throws InterruptedException {
            try {
                interrupted.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return new Named(0, "");
        }

        @GrpcMethod
        Flux<Named> many(Query query) {
            return switch (query.text()) {
                case "endless" ->
                    Flux.interval(Duration.ofMillis(10))
                            .map(tick -> new Named(tick.intValue(), ""))
                            .doOnCancel(cancelled::countDown);
                case "large" -> Flux.range(1, query.id()).map(id -> new Named(id, "x".repeat(1_000)));
                default -> Flux.range(1, query.id()).map(id -> new Named(id, "many"));
            };
        }

        @GrpcStreamMethod
        Mono<Named> collect(Flux<Query> queries) {
            return queries.map(Query::id).reduce(0, Integer::sum).map(sum -> new Named(sum, "sum"));
        }

        @GrpcStreamMethod
        Flux<Named> chat(Flux<Query> queries) {
            return queries.map(query -> new Named(query.id(), "re: " + query.text()));
        }

        @GrpcMethod("demo.shared.Atlas")
        Place locate(Place place) {
            return new Place(place.city().toUpperCase(Locale.ROOT));
        }
    }

    static GrpcTransporter.Builder transporter(int port) {
        var folder =
                Files.isDirectory(Path.of("peers/proto")) ? Path.of("peers/proto") : Path.of("interop/peers/proto");
        return GrpcTransporter.builder()
                .host("127.0.0.1")
                .port(port)
                .includeDirs(folder)
                .protoPaths(Path.of("heroes.proto"), Path.of("shared/places.proto"));
    }
}
