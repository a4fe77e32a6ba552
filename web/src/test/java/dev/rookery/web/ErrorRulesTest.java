package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.codec.ErrorBody;
import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.error.BusyException;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.GuardRefusedException;
import dev.rookery.error.HandlerTimeoutException;
import dev.rookery.error.HttpException;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.RpcException;
import dev.rookery.error.ServerClosingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ErrorRulesTest {
    private static final String SECRET = "secret";
    private static final ErrorBody UNEXPECTED =
            new ErrorBody(Map.of("status", "error", "message", "Internal server error", "errorId", "1f"));

    private static RemoteException remote(Map<String, ?> body) {
        return new RemoteException("orders", JsonPacketCodec.builder().build().dataOf(body));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(new GuardRefusedException(), 403),
                Arguments.of(new InvalidPayloadException("$.a"), 400),
                Arguments.of(new HandlerTimeoutException(SECRET), 504),
                Arguments.of(new RequestTimeoutException(SECRET), 504),
                Arguments.of(new BusyException(SECRET), 503),
                Arguments.of(new ConnectionLostException(SECRET), 503),
                Arguments.of(new ClientClosedException(SECRET), 503),
                Arguments.of(new ServerClosingException(SECRET), 503),
                Arguments.of(new NoHandlerException(SECRET), 503),
                Arguments.of(remote(Map.of("statusCode", 409, "message", "taken")), 409),
                Arguments.of(remote(Map.of("statusCode", 500, "message", SECRET)), 500),
                Arguments.of(remote(Map.of("statusCode", 200, "message", SECRET)), 500),
                Arguments.of(remote(Map.of("code", "BUSY", "message", SECRET)), 503),
                Arguments.of(remote(Map.of("code", "UNAVAILABLE", "message", SECRET)), 503),
                Arguments.of(remote(Map.of("code", "HANDLER_TIMEOUT", "message", SECRET)), 504),
                Arguments.of(remote(Map.of("code", "OUT_OF_STOCK", "message", SECRET)), 500),
                Arguments.of(new RpcException(SECRET), 500),
                Arguments.of(new IllegalStateException(SECRET), 500));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void each_error_has_its_status_and_tells_nothing_of_the_inside(Throwable error, int status) {
        var answer = ErrorRules.answer(error, UNEXPECTED);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).containsEntry("statusCode", status);
        assertThat(answer.body().toString()).doesNotContain(SECRET);
        assertThat(ErrorRules.known(error).isPresent()).isEqualTo(status != 500);
    }

    @Test
    void the_body_has_the_order_of_nest() {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", "error");
        body.put("statusCode", 404);
        body.put("message", "no such order");
        body.put("hint", List.of(1));

        assertThat(ErrorRules.answer(new HttpException(404, "no such order"), new ErrorBody(body))
                        .body())
                .containsExactly(
                        Map.entry("message", "no such order"),
                        Map.entry("error", "Not Found"),
                        Map.entry("statusCode", 404),
                        Map.entry("hint", List.of(1)));
    }

    @Test
    void an_rpc_exception_that_says_a_status_has_it() {
        var answer = ErrorRules.answer(
                new RpcException(Map.of("statusCode", 402, "message", "pay first")),
                new ErrorBody(Map.of("statusCode", 402, "message", "pay first")));

        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.body()).containsEntry("message", "pay first").containsEntry("error", "Payment Required");
    }

    @Test
    void a_500_that_is_meant_has_its_name_and_one_that_nobody_expected_has_none() {
        assertThat(ErrorRules.meant(new HttpException(500, "told")).body())
                .containsEntry("message", "told")
                .containsEntry("error", "Internal Server Error");
        assertThat(HttpError.internal().body()).doesNotContainKey("error");
    }

    @Test
    void an_unexpected_error_has_the_id_of_the_log() {
        assertThat(ErrorRules.answer(new IllegalStateException(), UNEXPECTED).body())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("statusCode", 500, "message", "Internal server error", "errorId", "1f"));
    }
}
