package dev.rookery.server;

import dev.rookery.codec.ErrorBody;
import dev.rookery.error.BusyException;
import dev.rookery.error.HandlerTimeoutException;
import dev.rookery.error.HttpException;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.RpcException;
import dev.rookery.error.ServerClosingException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What a caller gets for an error that no filter took: what was meant for it, and of everything else nothing but an id. */
final class ErrorMapping {
    private static final String INTERNAL = "Internal server error";
    private static final int ID_BITS = 48;

    private ErrorMapping() {}

    /**
     * An error as the caller gets it.
     *
     * @param body what is sent
     * @param id by which the log can be searched; null where the error was made for the caller, so that the log need not tell of it
     */
    record Answer(ErrorBody body, @Nullable String id) {
        boolean isExpected() {
            return id == null;
        }
    }

    /** The answer to what nobody expected, with a new id. */
    static Answer unexpected() {
        var id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1L << ID_BITS), ID_BITS / 4);
        var body = new LinkedHashMap<String, Object>();
        body.put("status", "error");
        body.put("message", INTERNAL);
        body.put("errorId", id);
        return new Answer(new ErrorBody(body), id);
    }

    static Answer answer(Throwable error) {
        return switch (error) {
            case RpcException rpc -> expected(body(rpc.error()));
            case HttpException http -> expected(body(http));
            case InvalidPayloadException payload -> coded("INVALID_PAYLOAD", payload);
            case HandlerTimeoutException timeout -> coded("HANDLER_TIMEOUT", timeout);
            case BusyException busy -> coded("BUSY", busy);
            case ServerClosingException closing -> coded("UNAVAILABLE", closing);
            default -> unexpected();
        };
    }

    private static Answer coded(String code, RookeryException error) {
        return expected(ErrorBody.coded(code, text(error)));
    }

    private static Answer expected(ErrorBody body) {
        return new Answer(body, null);
    }

    private static ErrorBody body(Object error) {
        return isText(error) || error instanceof Number || error instanceof Boolean
                ? ErrorBody.message(error)
                : new ErrorBody(error);
    }

    /** What JSON writes as a text. */
    private static boolean isText(Object error) {
        return error instanceof CharSequence
                || error instanceof Enum<?>
                || error instanceof Character
                || error instanceof UUID;
    }

    private static ErrorBody body(HttpException error) {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", "error");
        body.put("statusCode", error.status());
        body.put("message", text(error));
        body.putAll(error.details());
        return new ErrorBody(body);
    }

    private static String text(Throwable error) {
        var message = error.getMessage();
        return message == null ? "" : message;
    }
}
