package dev.rookery.tck;

import static dev.rookery.tck.ErrorParts.assertInternal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxy;
import dev.rookery.error.HttpException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RpcException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.error.UnserializableValueException;
import dev.rookery.tck.ErrorParts.Cat;
import dev.rookery.tck.ErrorParts.Failing;
import dev.rookery.tck.ErrorParts.Unreadable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a caller learns of an error. */
public interface ErrorContract extends Contract {
    @Test
    default void a_text_is_the_message_of_the_error(ContractHarness harness) {
        assertThat(errorOf(harness, new RpcException("no such cat")))
                .isEqualTo(Map.of("status", "error", "message", "no such cat"));
    }

    @Test
    default void an_empty_text_is_an_error_too(ContractHarness harness) {
        assertThat(errorOf(harness, new RpcException(""))).isEqualTo(Map.of("status", "error", "message", ""));
    }

    @Test
    default void an_object_is_the_error(ContractHarness harness) {
        assertThat(errorOf(harness, new RpcException(Map.of("code", 404, "detail", Map.of("id", "7")))))
                .isEqualTo(Map.of("code", 404, "detail", Map.of("id", "7")));
    }

    @Test
    default void an_array_is_the_error(ContractHarness harness) {
        assertThat(errorOf(harness, new RpcException(List.of("a", "b")))).isEqualTo(List.of("a", "b"));
    }

    @Test
    default void a_number_is_the_message_of_the_error(ContractHarness harness) {
        assertThat(errorOf(harness, new RpcException(42))).isEqualTo(Map.of("status", "error", "message", 42));
    }

    @Test
    default void an_http_error_tells_its_status(ContractHarness harness) {
        assertThat(errorOf(harness, new HttpException(404, "no such cat")))
                .isEqualTo(Map.of("status", "error", "statusCode", 404, "message", "no such cat"));
    }

    @Test
    default void an_unknown_error_hides_what_happened(ContractHarness harness) {
        assertInternal(errorOf(harness, new IllegalStateException("the password is x")));
    }

    @Test
    default void an_error_of_the_jvm_is_answered_and_the_service_lives(ContractHarness harness) {
        var client = harness.clientOf(new Failing(new StackOverflowError("on purpose")));

        assertInternal(remote(client, "fail").error());
        assertThat(client.request("fine", Integer.class).block(WAIT)).isEqualTo(1);
    }

    @Test
    default void a_mono_and_a_stream_fail_as_the_method_itself_does(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("mono")
            Mono<String> mono() {
                return Mono.error(new RpcException("of a mono"));
            }

            @MessagePattern("flux")
            Flux<String> flux() {
                return Flux.error(new IllegalArgumentException("secret"));
            }
        });

        assertThat(remote(client, "mono").error()).isEqualTo(Map.of("status", "error", "message", "of a mono"));
        assertInternal(remote(client, "flux").error());
    }

    @Test
    default void the_code_of_an_error_arrives(ContractHarness harness) {
        var client = harness.clientOf(new Failing(new RpcException(Map.of("code", "OUT_OF_STOCK", "sku", "A-7"))));

        var error = remote(client, "fail");

        assertThat(error.code()).contains("OUT_OF_STOCK");
        assertThat(error.body().property("sku").as(String.class)).isEqualTo("A-7");
        assertThat(error).hasMessageContaining("fail");
    }

    @Test
    default void a_payload_that_does_not_fit_is_an_error_that_names_the_place(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("adopt")
            String adopt(List<Cat> cats) {
                return cats.getFirst().name();
            }
        });

        var error = remote(client, "adopt", List.of(Map.of("name", "Tom", "lives", "many")));

        assertThat(error.code()).contains("INVALID_PAYLOAD");
        assertThat(error).hasMessageContaining("[0].lives").hasMessageContaining("a whole number");
        assertThat(String.valueOf(error.error())).doesNotContain("Cat", "many");
        assertThat(client.request("adopt", List.of(new Cat("Tom", 9)), String.class)
                        .block(WAIT))
                .isEqualTo("Tom");
    }

    @Test
    default void a_reply_that_cannot_be_written_is_an_error(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("cycle")
            Map<String, Object> cycle() {
                return endless();
            }

            @MessagePattern("cycle.in.a.stream")
            Flux<Object> cycleInAStream() {
                return Flux.just(1, endless(), 2);
            }

            @MessagePattern("cycle.as.error")
            String cycleAsError() {
                throw new RpcException(endless());
            }
        });

        for (var pattern : List.of("cycle", "cycle.in.a.stream", "cycle.as.error")) {
            assertInternal(remote(client, pattern).error());
        }
    }

    @Test
    default void a_payload_that_cannot_be_written_fails_before_it_leaves(ContractHarness harness) {
        var client = harness.clientOf(new Failing(new RpcException("not reached")));

        Assertions.assertThatThrownBy(
                        () -> client.request("fail", endless(), String.class).block(WAIT))
                .isInstanceOf(UnserializableValueException.class);
        Assertions.assertThatThrownBy(() -> client.emit("fail", endless()).block(WAIT))
                .isInstanceOf(UnserializableValueException.class);
        assertThat(client.request("fine", Integer.class).block(WAIT)).isEqualTo(1);
    }

    @Test
    default void a_reply_type_that_throws_when_it_is_read_fails_its_call_alone(ContractHarness harness) {
        var client = harness.clientOf(new Failing(new IllegalStateException("nobody asks for it")));
        client.connect().block(WAIT);

        var failing = client.request("fine", Unreadable.class).toFuture();
        var other = client.request("fine", Integer.class).toFuture();

        assertThat(failing)
                .failsWithin(WAIT)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(UndecodableReplyException.class);
        assertThat(other).succeedsWithin(WAIT).isEqualTo(1);
    }

    @Test
    default void a_reply_of_another_type_than_the_caller_wants_is_an_error(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("text")
            String text() {
                return "no number";
            }
        });

        Assertions.assertThatThrownBy(
                        () -> client.request("text", Integer.class).block(WAIT))
                .isInstanceOf(UndecodableReplyException.class)
                .hasMessageContaining("text")
                .hasMessageContaining("Integer");
        assertThat(client.request("text", String.class).block(WAIT)).isEqualTo("no number");
    }

    private static @Nullable Object errorOf(ContractHarness harness, Throwable thrown) {
        return remote(harness.clientOf(new Failing(thrown)), "fail").error();
    }

    private static RemoteException remote(ClientProxy client, String pattern) {
        return remote(client, pattern, null);
    }

    private static RemoteException remote(ClientProxy client, String pattern, @Nullable Object data) {
        return Assertions.catchThrowableOfType(
                RemoteException.class,
                () -> client.send(pattern, data, Object.class).blockLast(WAIT));
    }

    private static Map<String, Object> endless() {
        var map = new HashMap<String, Object>();
        map.put("self", map);
        return map;
    }
}
