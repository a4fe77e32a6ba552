package dev.rookery.grpc;

import static dev.rookery.grpc.Outcomes.code;
import static dev.rookery.grpc.Outcomes.failure;
import static dev.rookery.grpc.Outcomes.failureOf;
import static dev.rookery.grpc.Outcomes.status;
import static dev.rookery.grpc.Outcomes.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.UseGuards;
import dev.rookery.error.HttpException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RpcException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.error.UnserializableValueException;
import dev.rookery.grpc.Heroes.Named;
import dev.rookery.grpc.Heroes.Query;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.tck.Contract;
import dev.rookery.tck.ContractHarness;
import dev.rookery.tck.TransportFixture;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a caller gets where a handler fails, or gives no message. */
final class GrpcErrorsIT implements Contract {

    @Override
    public TransportFixture newFixture() {
        return new GrpcFixture();
    }

    // ---- one reply ----

    @Test
    void the_first_of_several_values_is_the_one_reply(ContractHarness harness) {
        var cancelled = new CountDownLatch(1);
        var client = harness.clientOf(new Object() {
            @GrpcMethod("Heroes")
            Flux<Named> findOne(Query unused) {
                return Flux.range(1, 5).map(id -> new Named(id, "")).doOnCancel(cancelled::countDown);
            }
        });

        assertThat(client.request("Heroes/FindOne", new Query(1), Named.class).block(WAIT))
                .isEqualTo(new Named(1, ""));
        assertThat(within(cancelled)).isTrue();
    }

    @Test
    void of_a_stream_of_requests_the_last_value_is_the_one_reply(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @GrpcStreamMethod("Heroes")
            Flux<Named> collect(Flux<Query> queries) {
                return queries.map(query -> new Named(query.id(), ""));
            }
        });

        assertThat(client.request("Heroes/Collect", Flux.just(new Query(1), new Query(2)), Named.class)
                        .block(WAIT))
                .isEqualTo(new Named(2, ""));
        assertThat(failure(client.request("Heroes/Collect", Flux.empty(), Named.class)))
                .satisfies(code(Status.Code.INTERNAL, "The handler gave no reply, and the caller waits for one"));
    }

    @Test
    void null_text_and_nothing_are_no_messages(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @GrpcMethod("Heroes")
            @Nullable Object findOne(Query query) {
                return query.id() == 0 ? null : "text";
            }

            @GrpcMethod("Heroes")
            Mono<Void> lower(Query unused) {
                return Mono.empty();
            }
        });

        for (var id : List.of(0, 1)) {
            assertThat(failure(client.request("Heroes/FindOne", new Query(id), Named.class)))
                    .satisfies(code(Status.Code.INTERNAL, "Error serializing response"));
        }
        assertThat(failure(client.request("Heroes/Lower", new Query(1), Named.class)))
                .satisfies(code(Status.Code.INTERNAL, "The handler gave no reply, and the caller waits for one"));
    }

    // ---- errors ----

    static final class Refusal implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return false;
        }
    }

    @SuppressWarnings("DoNotCallSuggester") // it is there to fail
    static final class Failing {
        @GrpcMethod("Heroes")
        Named findOne(Query query) {
            throw switch (query.text()) {
                case "code" ->
                    new RpcException(Map.of("code", 5, "message", "no such hero", "metadata", Map.of("why", "gone")));
                case "details" -> new RpcException(Map.of("code", 9, "message", "m", "details", "d"));
                case "text" -> new RpcException("text");
                case "own" -> GrpcException.alreadyExists("there");
                case "http" -> new HttpException(404, "no page");
                default -> new IllegalStateException("secret");
            };
        }

        @GrpcMethod("Heroes")
        Flux<Named> many(Query query) {
            return Flux.just(new Named(1, "")).concatWith(Flux.error(GrpcException.dataLoss("torn")));
        }

        @UseGuards(Refusal.class)
        @GrpcMethod("Heroes")
        Named lower(Query query) {
            return new Named(1, "");
        }
    }

    @Test
    void errors_come_with_code_message_and_metadata(ContractHarness harness) {
        var client = harness.clientOf(new Failing());

        assertThat(failureOf(client.request("Heroes/FindOne", new Query(1, "code"), Named.class)))
                .satisfies(code(Status.Code.NOT_FOUND, "no such hero"))
                .extracting(RemoteException::error)
                .isEqualTo(Map.of(
                        "code",
                        5,
                        "status",
                        "NOT_FOUND",
                        "message",
                        "no such hero",
                        "metadata",
                        Map.of("why", "gone")));
        assertThat(failure(client.request("Heroes/FindOne", new Query(1, "details"), Named.class)))
                .satisfies(code(Status.Code.FAILED_PRECONDITION, "d"));
        assertThat(failure(client.request("Heroes/FindOne", new Query(1, "text"), Named.class)))
                .satisfies(code(Status.Code.UNKNOWN, "text"));
        assertThat(failure(client.request("Heroes/FindOne", new Query(1, "own"), Named.class)))
                .satisfies(code(Status.Code.ALREADY_EXISTS, "there"));
        assertThat(failure(client.request("Heroes/FindOne", new Query(1, "http"), Named.class)))
                .satisfies(code(Status.Code.NOT_FOUND, "no page"));
        assertThat(failure(client.request("Heroes/FindOne", new Query(1, ""), Named.class)))
                .satisfies(code(Status.Code.UNKNOWN, "Internal server error"));
        assertThat(failure(client.request("Heroes/lower", new Query(1, ""), Named.class)))
                .satisfies(code(Status.Code.UNKNOWN, "Forbidden resource"));
        StepVerifier.create(client.send("Heroes/Many", new Query(1), Named.class))
                .expectNext(new Named(1, ""))
                .expectErrorSatisfies(code(Status.Code.DATA_LOSS, "torn"))
                .verify(WAIT);
    }

    @Test
    void a_payload_that_does_not_fit_is_an_invalid_argument(ContractHarness harness) {
        record Unfit(int id, UUID text) {}
        var client = harness.clientOf(new Object() {
            @GrpcMethod("Heroes")
            Named findOne(Unfit unused) {
                return new Named(1, "");
            }
        });

        assertThat(status(failure(client.request("Heroes/FindOne", new Query(1, "no uuid"), Named.class)))
                        .getCode())
                .isEqualTo(Status.Code.INVALID_ARGUMENT.value());
    }

    @Test
    void what_nobody_serves_is_told_as_such(ContractHarness harness) {
        var client = harness.clientOf(new Plain());

        assertThatThrownBy(() -> client.request("Untouched/Nothing", new Query(1), Named.class)
                        .block(WAIT))
                .isInstanceOf(NoHandlerException.class)
                .hasMessageContaining("demo.v1.Untouched/Nothing");
        assertThatThrownBy(() -> client.request("Nobody/Knows", new Query(1), Named.class)
                        .block(WAIT))
                .isInstanceOf(NoHandlerException.class)
                .hasMessageContaining("There is no service Nobody");
    }

    @Test
    void what_cannot_be_sent_or_read_is_told_to_the_caller(ContractHarness harness) {
        var client = harness.clientOf(new Plain());

        assertThatThrownBy(() ->
                        client.request("Heroes/FindOne", "text", Named.class).block(WAIT))
                .isInstanceOf(UnserializableValueException.class);
        assertThatThrownBy(() -> client.request("Heroes/FindOne", Flux.just(new Query(1)), Named.class)
                        .block(WAIT))
                .isInstanceOf(UnserializableValueException.class);
        assertThatThrownBy(() -> client.request("Heroes/Collect", Flux.just("text"), Named.class)
                        .block(WAIT))
                .isInstanceOf(UnserializableValueException.class);
        assertThatThrownBy(() -> client.request("Heroes/FindOne", new Query(1), Integer.class)
                        .block(WAIT))
                .isInstanceOf(UndecodableReplyException.class);
        assertThatThrownBy(() -> client.emit("Heroes/FindOne", new Query(1)).block(WAIT))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
