package dev.rookery.server;

import dev.rookery.codec.ErrorBody;
import dev.rookery.error.BusyException;
import dev.rookery.error.HandlerTimeoutException;
import dev.rookery.error.HttpException;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.RpcException;
import dev.rookery.error.ServerClosingException;
import java.util.LinkedHashMap;

/** What a caller gets for an error that no filter took: what was meant for it, and of everything else nothing. */
final class ErrorMapping {
    private static final ErrorBody INTERNAL = ErrorBody.message("Internal server error");

    private ErrorMapping() {}

    static ErrorBody internal() {
        return INTERNAL;
    }

    static ErrorBody map(Throwable error) {
        return switch (error) {
            case RpcException rpc -> body(rpc.error());
            case HttpException http -> body(http);
            case InvalidPayloadException payload -> ErrorBody.coded("INVALID_PAYLOAD", text(payload));
            case HandlerTimeoutException timeout -> ErrorBody.coded("HANDLER_TIMEOUT", text(timeout));
            case BusyException busy -> ErrorBody.coded("BUSY", text(busy));
            case ServerClosingException closing -> ErrorBody.coded("UNAVAILABLE", text(closing));
            default -> INTERNAL;
        };
    }

    /** Whether the error was made for the caller, so that the log need not tell of it. */
    static boolean isExpected(Throwable error) {
        return !map(error).equals(INTERNAL);
    }

    private static ErrorBody body(Object error) {
        return error instanceof CharSequence || error instanceof Number || error instanceof Boolean
                ? ErrorBody.message(error)
                : new ErrorBody(error);
    }

    private static ErrorBody body(HttpException error) {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", "error");
        body.put("statusCode", error.status());
        body.put("message", text(error));
        return new ErrorBody(body);
    }

    private static String text(Throwable error) {
        var message = error.getMessage();
        return message == null ? "" : message;
    }
}
