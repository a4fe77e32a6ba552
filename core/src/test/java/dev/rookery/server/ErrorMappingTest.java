package dev.rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.error.BusyException;
import dev.rookery.error.CallerGoneException;
import dev.rookery.error.HandlerTimeoutException;
import dev.rookery.error.HttpException;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.RpcException;
import dev.rookery.error.ServerClosingException;
import dev.rookery.error.UnserializableValueException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ErrorMappingTest {

    private static Object mapped(Throwable error) {
        return ErrorMapping.answer(error).body().value();
    }

    @Test
    void an_rpc_exception_says_what_it_says() {
        assertThat(mapped(new RpcException("text"))).isEqualTo(Map.of("status", "error", "message", "text"));
        assertThat(mapped(new RpcException(""))).isEqualTo(Map.of("status", "error", "message", ""));
        assertThat(mapped(new RpcException((Object) 42))).isEqualTo(Map.of("status", "error", "message", 42));
        assertThat(mapped(new RpcException('c'))).isEqualTo(Map.of("status", "error", "message", 'c'));
        var reason = TimeUnit.DAYS;
        assertThat(mapped(new RpcException(reason))).isEqualTo(Map.of("status", "error", "message", reason));
        var id = new UUID(1, 2);
        assertThat(mapped(new RpcException(id))).isEqualTo(Map.of("status", "error", "message", id));
        assertThat(mapped(new RpcException(Map.of("code", 7)))).isEqualTo(Map.of("code", 7));
        assertThat(mapped(new RpcException(List.of("a", "b")))).isEqualTo(List.of("a", "b"));
    }

    @Test
    void an_http_exception_keeps_its_status() {
        assertThat(mapped(new HttpException(404, "no cat")))
                .isEqualTo(Map.of("status", "error", "statusCode", 404, "message", "no cat"));
    }

    @Test
    void an_http_exception_may_say_more() {
        assertThat(mapped(new HttpException(
                        400, "bad", Map.of("message", List.of("a is bad", "b is bad"), "error", "Bad Request"))))
                .isEqualTo(Map.of(
                        "status",
                        "error",
                        "statusCode",
                        400,
                        "message",
                        List.of("a is bad", "b is bad"),
                        "error",
                        "Bad Request"));
    }

    @Test
    void errors_of_our_own_have_a_code() {
        for (var pair : Map.of(
                        "INVALID_PAYLOAD", new InvalidPayloadException("m"),
                        "HANDLER_TIMEOUT", new HandlerTimeoutException("m"),
                        "BUSY", new BusyException("m"),
                        "UNAVAILABLE", new ServerClosingException("m"))
                .entrySet()) {
            assertThat(mapped(pair.getValue()))
                    .isEqualTo(Map.of("status", "error", "code", pair.getKey(), "message", "m"));
            assertThat(ErrorMapping.answer(pair.getValue()).isExpected()).isTrue();
        }
    }

    @Test
    void of_anything_else_a_caller_learns_nothing() {
        for (var error : List.of(
                new IllegalStateException("secret"),
                new CallerGoneException("secret"),
                new UnserializableValueException("secret"),
                new AssertionError("secret"),
                new Exception("secret", new RpcException("hidden")))) {
            var answer = ErrorMapping.answer(error);
            assertThat(answer.isExpected()).isFalse();
            assertThat(answer.id()).matches("[0-9a-f]{12}");
            assertThat(answer.body().value())
                    .isEqualTo(
                            Map.of("status", "error", "message", "Internal server error", "errorId", answer.id() + ""));
        }
    }
}
