package dev.rookery.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DynamicMessage;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientOptions;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.StartException;
import dev.rookery.grpc.Heroes.Named;
import dev.rookery.grpc.Heroes.Query;
import dev.rookery.tck.Contract;
import dev.rookery.tck.ContractHarness;
import dev.rookery.tck.TransportFixture;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls of all kinds, what they carry, and what cannot be bound. */
final class GrpcIT implements Contract {

    @Override
    public TransportFixture newFixture() {
        return new GrpcFixture();
    }

    interface HeroesApi {
        @GrpcMethod("Heroes")
        Named findOne(Query query);

        @GrpcMethod(value = "Heroes", method = "FindOne")
        Mono<Named> findLater(Query query);

        @GrpcMethod(value = "Heroes", method = "FindOne")
        CompletableFuture<Named> findSometime(Query query);

        @GrpcMethod("Heroes")
        Flux<Named> many(Query query);

        @GrpcStreamMethod("Heroes")
        Mono<Named> collect(Flux<Query> queries);

        @GrpcStreamMethod("Heroes")
        Flux<Named> chat(Flux<Query> queries);

        @GrpcMethod("Heroes")
        void forget(Query query);
    }

    static final class HeroesController implements HeroesApi {
        @Override
        public Named findOne(Query query) {
            return new Named(query.id(), "one " + query.text());
        }

        @Override
        public Mono<Named> findLater(Query query) {
            throw new IllegalStateException("FindOne has another handler");
        }

        @Override
        public CompletableFuture<Named> findSometime(Query query) {
            throw new IllegalStateException("FindOne has another handler");
        }

        @Override
        public Flux<Named> many(Query query) {
            return Flux.range(1, query.id()).map(id -> new Named(id, "many"));
        }

        @Override
        public Mono<Named> collect(Flux<Query> queries) {
            return queries.map(Query::id).reduce(0, Integer::sum).map(sum -> new Named(sum, "sum"));
        }

        @Override
        public Flux<Named> chat(Flux<Query> queries) {
            return queries.map(query -> new Named(query.id(), "re: " + query.text()));
        }

        @Override
        public void forget(Query query) {}
    }

    @Test
    void all_four_kinds_of_calls_go_through_a_contract(ContractHarness harness) {
        var heroes = harness.clientOf(new Plain()).as(HeroesApi.class);

        assertThat(heroes.findOne(new Query(1, "x"))).isEqualTo(new Named(1, "one x"));
        assertThat(heroes.findLater(new Query(2)).block(WAIT)).isEqualTo(new Named(2, "one "));
        assertThat(heroes.findSometime(new Query(3)).orTimeout(10, TimeUnit.SECONDS))
                .succeedsWithin(WAIT)
                .isEqualTo(new Named(3, "one "));
        assertThat(heroes.many(new Query(3)).map(Named::id).collectList().block(WAIT))
                .containsExactly(1, 2, 3);
        assertThat(heroes.collect(Flux.range(1, 100).map(Query::new)).block(WAIT))
                .isEqualTo(new Named(5_050, "sum"));
        assertThat(heroes.chat(Flux.just(new Query(1, "a"), new Query(2, "b")))
                        .map(Named::name)
                        .collectList()
                        .block(WAIT))
                .containsExactly("re: a", "re: b");
        heroes.forget(new Query(1));
    }

    @Test
    void calls_go_by_name_with_maps_and_messages_too(ContractHarness harness) {
        var client = harness.clientOf(new Plain());

        assertThat(client.request("Heroes/FindOne", Map.of("id", 4), Object.class)
                        .block(WAIT))
                .isEqualTo(Map.of("id", 4, "name", "one "));
        assertThat(client.request("demo.v1.Heroes/lower", Map.of("id", 4), Object.class)
                        .block(WAIT))
                .isEqualTo(Map.of("id", 4));
        assertThat(client.request("Heroes/findOne", Named.class).block(WAIT)).isEqualTo(new Named(0, "one "));
        var query = DynamicMessage.newBuilder(Protos.message("Query")).build();
        assertThat(client.request("Heroes/FindOne", query, DynamicMessage.class)
                        .map(DynamicMessage::getAllFields)
                        .block(WAIT))
                .hasSize(1);
    }

    @Test
    void two_methods_for_one_rpc_fail_the_start(ContractHarness harness) {
        assertThatThrownBy(() -> harness.serve(new HeroesController()))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("Two handlers answer requests for Heroes/FindOne");
    }

    // ---- what cannot be bound ----

    @Test
    void what_no_file_says_fails_the_start(ContractHarness harness) {
        assertThatThrownBy(() -> harness.serve(new Object() {
                    @GrpcMethod("Villains")
                    Named findOne(Query unused) {
                        return new Named(1, "");
                    }
                }))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(
                        "There is no service Villains for Villains/FindOne (expected: one of [demo.v1.Heroes");
        assertThatThrownBy(() -> harness.serve(new Object() {
                    @GrpcMethod("Heroes")
                    Named findNone(Query unused) {
                        return new Named(1, "");
                    }
                }))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("demo.v1.Heroes has no rpc FindNone (expected: one of [FindOne");
    }

    @Test
    void the_kind_of_the_handler_is_that_of_the_rpc(ContractHarness harness) {
        assertThatThrownBy(() -> harness.serve(new Object() {
                    @GrpcMethod("Heroes")
                    Named collect(Query unused) {
                        return new Named(1, "");
                    }
                }))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("demo.v1.Heroes/Collect takes a stream of requests: use @GrpcStreamMethod");
        assertThatThrownBy(() -> harness.serve(new Object() {
                    @GrpcStreamMethod("Heroes")
                    Named findOne(Flux<Query> unused) {
                        return new Named(1, "");
                    }
                }))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("takes one request: use @GrpcMethod");
    }

    @Test
    void a_message_pattern_means_nothing_here(ContractHarness harness) {
        assertThatThrownBy(() -> harness.serve(new Object() {
                    @MessagePattern("sum")
                    int sum() {
                        return 1;
                    }
                }))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("sum() has a pattern of its own, and the server is on grpc");
    }
    // ---- metadata ----

    @Test
    void metadata_goes_both_ways(ContractHarness harness) {
        var bytes = Metadata.Key.of("x-b-bin", Metadata.BINARY_BYTE_MARSHALLER);
        var text = Metadata.Key.of("x-reply", Metadata.ASCII_STRING_MARSHALLER);
        var server = harness.serve(new Object() {
            @GrpcMethod("Heroes")
            Named findOne(Query unused, @Header("x-a") String a, GrpcContext context) {
                var b = context.requestMetadata().get(bytes);
                context.responseMetadata().put(text, "initial");
                context.trailers().put(text, "trailer");
                return new Named(
                        b == null ? 0 : b[0], a + " " + context.headers().get("x-hook") + " " + context.pattern());
            }
        });
        var client = harness.client(
                server,
                ClientOptions.builder()
                        .dispatchHook(message -> message.header("x-hook", "h"))
                        .build());
        var more = new Metadata();
        more.put(bytes, new byte[] {7});

        var record = GrpcRecord.builder(new Query(1))
                .header("x-a", "a")
                .metadata(more)
                .build();

        assertThat(client.request("Heroes/FindOne", record, Named.class).block(WAIT))
                .isEqualTo(new Named(7, "a h demo.v1.Heroes/FindOne"));
        assertThat(client.unwrap(Channel.class)).isInstanceOf(ManagedChannel.class);
    }
}
