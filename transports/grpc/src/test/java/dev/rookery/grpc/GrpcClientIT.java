package dev.rookery.grpc;

import static dev.rookery.grpc.Outcomes.code;
import static dev.rookery.grpc.Outcomes.failureOf;
import static dev.rookery.grpc.Outcomes.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.UnserializableValueException;
import dev.rookery.grpc.Heroes.Named;
import dev.rookery.grpc.Heroes.Query;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.tck.Contract;
import dev.rookery.tck.ContractHarness;
import dev.rookery.tck.TransportFixture;
import dev.rookery.validation.ValidationPipe;
import io.grpc.Compressor;
import io.grpc.CompressorRegistry;
import io.grpc.Metadata;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Interfaces without annotations, what comes beside replies, and what is set for calls. */
final class GrpcClientIT implements Contract {
    private static final Metadata.Key<String> SAID = MetadataText.key("x-said");

    @Override
    public TransportFixture newFixture() {
        return new GrpcFixture();
    }

    /** As the service of the file is named, and without a word of gRPC. */
    interface HeroesService {
        Mono<Named> findOne(Query query);

        Named lower(Query query);

        Flux<Named> many(Query query);

        CompletableFuture<Named> collect(Flux<Query> queries);

        Flux<Named> chat(Flux<Query> queries);
    }

    @Test
    void an_interface_without_annotations_calls_the_rpcs_of_its_names(ContractHarness harness) {
        var heroes = ClientGrpc.of(harness.clientOf(new Plain())).service("demo.v1.Heroes", HeroesService.class);

        assertThat(heroes.findOne(new Query(1, "x")).block(WAIT)).isEqualTo(new Named(1, "one x"));
        assertThat(heroes.lower(new Query(2))).isEqualTo(new Named(2, ""));
        assertThat(heroes.many(new Query(2)).map(Named::id).collectList().block(WAIT))
                .containsExactly(1, 2);
        assertThat(heroes.collect(Flux.just(new Query(1), new Query(2))))
                .succeedsWithin(WAIT)
                .isEqualTo(new Named(3, "sum"));
        assertThat(heroes.chat(Flux.just(new Query(1, "a"))).blockLast(WAIT)).isEqualTo(new Named(1, "re: a"));
    }

    static final class Talkative {
        @GrpcMethod("Heroes")
        Named findOne(Query query, GrpcContext context) {
            context.responseMetadata().put(SAID, "first");
            context.trailers().put(SAID, "last");
            return new Named(query.id(), "");
        }
    }

    @Test
    void a_caller_hears_the_metadata_and_the_trailers_of_a_reply(ContractHarness harness) {
        var headers = new AtomicReference<>("");
        var trailers = new AtomicReference<>("");
        var request = GrpcRecord.builder(new Query(1))
                .whenAnswered(metadata -> headers.set(String.valueOf(metadata.get(SAID))))
                .whenEnded(metadata -> trailers.set(String.valueOf(metadata.get(SAID))))
                .build();

        assertThat(harness.clientOf(new Talkative())
                        .request("Heroes/FindOne", request, Named.class)
                        .block(WAIT))
                .isEqualTo(new Named(1, ""));
        assertThat(headers).hasValue("first");
        assertThat(trailers).hasValue("last");
    }

    @Test
    void a_listener_that_fails_costs_the_caller_nothing(ContractHarness harness) {
        var request = GrpcRecord.builder(new Query(1))
                .whenAnswered(metadata -> {
                    throw new IllegalStateException("of the listener");
                })
                .whenEnded(metadata -> {
                    throw new IllegalStateException("of the listener");
                })
                .build();
        var client = harness.clientOf(new Talkative());

        assertThat(client.request("Heroes/FindOne", request, Named.class).block(WAIT))
                .isEqualTo(new Named(1, ""));
    }

    record Misnamed(int id, String title) {}

    @Test
    void a_reply_that_the_code_has_no_place_for_fails_the_call_at_once(ContractHarness harness) {
        var client = harness.clientOf(new Plain());

        for (var rpc : List.of("Heroes/FindOne", "Heroes/Many")) {
            assertThatThrownBy(
                            () -> client.send(rpc, new Query(1), Misnamed.class).blockLast(WAIT))
                    .hasStackTraceContaining("has a component title, and the message demo.v1.Hero no such field");
            assertThatThrownBy(() ->
                            client.send(rpc, new Query(1), BadRequest.class).blockLast(WAIT))
                    .hasStackTraceContaining("use the class that was generated for the former");
        }
    }

    // ---- rich errors ----

    @SuppressWarnings("DoNotCallSuggester") // it is there to fail
    static final class Detailed {
        @GrpcMethod("Heroes")
        Named findOne(Query query) {
            throw GrpcException.of(com.google.rpc.Status.newBuilder()
                    .setCode(Status.Code.FAILED_PRECONDITION.value())
                    .setMessage("asleep")
                    .addDetails(
                            Any.pack(ErrorInfo.newBuilder().setReason("NIGHT").build()))
                    .build());
        }
    }

    @Test
    void rich_details_go_out_and_come_in(ContractHarness harness) throws InvalidProtocolBufferException {
        var error = failureOf(harness.clientOf(new Detailed()).request("Heroes/FindOne", new Query(1), Named.class));

        assertThat(error).satisfies(code(Status.Code.FAILED_PRECONDITION, "asleep"));
        var status = status(error);
        assertThat(status.getDetails(0).unpack(ErrorInfo.class).getReason()).isEqualTo("NIGHT");
    }

    record Strict(@Max(3) int id, @NotBlank String text) {}

    static final class Checking {
        @GrpcMethod("Heroes")
        Named findOne(Strict query) {
            return new Named(query.id(), query.text());
        }
    }

    @Test
    void a_request_that_breaks_constraints_is_answered_with_its_fields(ContractHarness harness)
            throws InvalidProtocolBufferException {
        var server = harness.start(harness.server(new Checking()).globalPipes(new ValidationPipe()));
        var client = harness.client(server);

        var error = failureOf(client.request("Heroes/FindOne", new Query(4), Named.class));

        assertThat(error.getMessage()).contains("Validation failed");
        var status = status(error);
        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value());
        assertThat(status.getDetails(0).unpack(BadRequest.class).getFieldViolationsList())
                .extracting(BadRequest.FieldViolation::getField, BadRequest.FieldViolation::getDescription)
                .containsExactly(tuple("id", "must be less than or equal to 3"), tuple("text", "must not be blank"));
    }

    @SuppressWarnings("DoNotCallSuggester") // it is there to fail
    static final class Wordy {
        @GrpcMethod("Heroes")
        Named findOne(Query query) {
            throw GrpcException.internal("é😀".repeat(10_000));
        }
    }

    @Test
    void a_message_that_is_longer_than_metadata_may_be_is_cut(ContractHarness harness) {
        var error = failureOf(harness.clientOf(new Wordy()).request("Heroes/FindOne", new Query(1), Named.class));

        assertThat(status(error))
                .satisfies(status -> assertThat(status.getCode()).isEqualTo(Status.Code.INTERNAL.value()))
                .satisfies(status ->
                        assertThat(status.getMessage()).startsWith("é😀é").endsWith("é…"));
    }

    // ---- what is set for calls ----

    static final class Encoded {
        @GrpcMethod("Heroes")
        Named findOne(Query query, GrpcContext context) {
            return new Named(query.text().length(), "x".repeat(20_000));
        }
    }

    static final class Summing {
        @GrpcStreamMethod("Heroes")
        Mono<Named> collect(Flux<Query> queries) {
            return queries.count().map(count -> new Named(count.intValue(), "sum"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void compressed_messages_are_read_on_both_sides(String name, ContractHarness harness) {
        try (var server = MicroserviceServer.builder()
                .controller(new Encoded())
                .transporter(Protos.transporter().port(0).compression(name).build())
                .start()) {
            var encoding = new AtomicReference<>("");
            var client = client(harness, server, Protos.transporter().compression(name));
            var request = GrpcRecord.builder(new Query(0, "y".repeat(10_000)))
                    .whenAnswered(
                            metadata -> encoding.set(String.valueOf(metadata.get(MetadataText.key("grpc-encoding")))))
                    .build();

            assertThat(client.request("Heroes/FindOne", request, Named.class).block(WAIT))
                    .isEqualTo(new Named(10_000, "x".repeat(20_000)));
            assertThat(encoding).hasValue(name);
        }
    }

    @Test
    void what_only_says_that_it_is_compressed_ends_its_call_and_no_other(ContractHarness harness) {
        var compressors = CompressorRegistry.newEmptyInstance();
        compressors.register(new Compressor() {
            @Override
            public String getMessageEncoding() {
                return "deflate";
            }

            @Override
            public OutputStream compress(OutputStream messages) {
                return messages;
            }
        });
        try (var server = MicroserviceServer.builder()
                .controller(new Encoded())
                .controller(new Summing())
                .transporter(Protos.transporter().port(0).build())
                .start()) {
            var lying = client(
                    harness,
                    server,
                    Protos.transporter()
                            .compression("deflate")
                            .clientDriver(driver -> driver.compressorRegistry(compressors)));
            var honest = client(harness, server, Protos.transporter());
            var request = new Query(0, "y");

            assertThat(failureOf(lying.request("Heroes/FindOne", request, Named.class)))
                    .satisfies(code(Status.Code.INTERNAL, "The request cannot be decompressed"));
            assertThat(failureOf(lying.request("Heroes/Collect", Flux.just(request), Named.class)))
                    .satisfies(code(Status.Code.INTERNAL, "The request cannot be decompressed"));
            assertThat(honest.request("Heroes/FindOne", request, Named.class).block(WAIT))
                    .isEqualTo(new Named(1, "x".repeat(20_000)));
        }
    }

    @Test
    void the_limit_of_messages_is_that_of_their_size_once_decompressed(ContractHarness harness) {
        try (var server = MicroserviceServer.builder()
                .controller(new Encoded())
                .transporter(Protos.transporter()
                        .port(0)
                        .maxInboundMessageBytes(5_000)
                        .build())
                .start()) {
            var client = client(harness, server, Protos.transporter().compression("gzip"));

            assertThat(failureOf(client.request("Heroes/FindOne", new Query(0, "y".repeat(10_000)), Named.class)))
                    .satisfies(
                            code(Status.Code.RESOURCE_EXHAUSTED, "The request is too large once it is decompressed"));
        }
    }

    private static ClientProxy client(
            ContractHarness harness, MicroserviceServer server, GrpcTransporter.Builder transporter) {
        var port = new GrpcFixture().port(server);
        return harness.client(transporter.port(port).build(), ClientOptions.defaults());
    }

    @Test
    void messages_that_are_too_large_to_be_sent_are_not(ContractHarness harness) {
        try (var server = MicroserviceServer.builder()
                .controller(new Encoded())
                .transporter(Protos.transporter()
                        .port(0)
                        .maxOutboundMessageBytes(10_000)
                        .build())
                .start()) {
            var client = client(harness, server, Protos.transporter().maxOutboundMessageBytes(1_000));

            assertThat(failureOf(client.request("Heroes/FindOne", new Query(0, ""), Named.class)))
                    .satisfies(code(Status.Code.INTERNAL, "Error serializing response"));
            assertThatThrownBy(() -> client.request("Heroes/FindOne", new Query(0, "y".repeat(2_000)), Named.class)
                            .block(WAIT))
                    .isInstanceOf(UnserializableValueException.class)
                    .hasMessageContaining("no more than maxOutboundMessageBytes, 1000");
        }
    }

    static final class Counting {
        private final String name;
        private final ConcurrentHashMap<String, Integer> calls;

        Counting(String name, ConcurrentHashMap<String, Integer> calls) {
            this.name = name;
            this.calls = calls;
        }

        @GrpcMethod("Heroes")
        Named findOne(Query query) {
            calls.merge(name, 1, Integer::sum);
            return new Named(query.id(), name);
        }
    }

    @Test
    void calls_take_turns_among_the_addresses_of_a_target(ContractHarness harness) {
        var calls = new ConcurrentHashMap<String, Integer>();
        var fixture = new GrpcFixture();
        var one = fixture.port(harness.serve(new Counting("one", calls)));
        var two = fixture.port(harness.serve(new Counting("two", calls)));
        var replicas = new KnownReplicas(List.of(one, two));
        NameResolverRegistry.getDefaultRegistry().register(replicas);
        var client = harness.client(
                Protos.transporter()
                        .target("replicas:heroes")
                        .loadBalancing("round_robin")
                        .build(),
                ClientOptions.defaults());
        try {
            for (var number = 0; number < 40; number++) {
                client.request("Heroes/FindOne", new Query(number), Named.class).block(WAIT);
            }
        } finally {
            NameResolverRegistry.getDefaultRegistry().deregister(replicas);
        }

        assertThat(calls.values()).hasSize(2).allMatch(count -> count >= 10);
    }

    @Test
    void a_target_that_no_resolver_reads_fails_the_call(ContractHarness harness) {
        var client = harness.client(
                Protos.transporter().target("ipv4:127.0.0.1:1,127.0.0.1:2").build(), ClientOptions.defaults());

        assertThatThrownBy(() -> client.request("Heroes/FindOne", new Query(1), Named.class)
                        .block(WAIT))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("target: ipv4:127.0.0.1:1");
    }

    @Test
    void options_that_cannot_be_are_errors_when_they_are_built() {
        for (var wrong : List.of(
                Protos.transporter().compression("zip"),
                Protos.transporter().loadBalancing("none"),
                Protos.transporter().target(" "),
                Protos.transporter().authority(""),
                Protos.transporter().maxOutboundMessageBytes(-1))) {
            assertThatThrownBy(wrong::build)
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessageContaining("expected");
        }
        assertThatThrownBy(() -> GrpcKeepAlive.DEFAULT.withClientInterval(Duration.ofSeconds(9)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("keepAlive.clientInterval: PT9S");
    }
}
