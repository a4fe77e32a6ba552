package dev.rookery.web;

import dev.rookery.codec.ErrorBody;
import dev.rookery.error.BusyException;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.GuardRefusedException;
import dev.rookery.error.HandlerTimeoutException;
import dev.rookery.error.HttpException;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.ServerClosingException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which errors a client gets to see, and as what. What was made for it goes out; of an error of another service only its status from 400 to 499 and its
 * message; of all else nothing but that something failed.
 */
final class ErrorRules {
    private static final Map<String, String> RETRY = Map.of("Retry-After", "1");
    private static final int CLIENT_ERROR_END = 500;

    private ErrorRules() {}

    /**
     * The answer to an error that came out of the pipeline.
     *
     * @param cause what happened
     * @param mapped what a caller over messages would get
     */
    static HttpError answer(Throwable cause, ErrorBody mapped) {
        if (mapped.value() instanceof Map<?, ?> body) {
            var status = status(body.get("statusCode"));
            if (status.isPresent()) {
                return meant(status.get(), body);
            }
        }
        return known(cause).orElseGet(() -> unexpected(mapped));
    }

    /** The answer to an error that it takes no message to know, if it is one. */
    static Optional<HttpError> known(Throwable cause) {
        return Optional.ofNullable(
                switch (cause) {
                    case HttpException http -> meant(http);
                    case GuardRefusedException guard -> HttpError.of(Statuses.FORBIDDEN, text(guard));
                    case InvalidPayloadException payload -> HttpError.of(Statuses.BAD_REQUEST, text(payload));
                    case HandlerTimeoutException _ ->
                        HttpError.of(Statuses.GATEWAY_TIMEOUT, "The answer took too long");
                    case RequestTimeoutException _ ->
                        HttpError.of(Statuses.GATEWAY_TIMEOUT, "The service did not answer in time");
                    case BusyException _ -> busy();
                    case ConnectionRefusedException _,
                            ConnectionLostException _,
                            ClientClosedException _,
                            ServerClosingException _,
                            NoHandlerException _ ->
                        unavailable(); // a broker says the same of a service that does not run
                    case RemoteException remote -> remote(remote);
                    default -> null;
                });
    }

    static HttpError busy() {
        return HttpError.of(Statuses.SERVICE_UNAVAILABLE, "The service is busy", RETRY);
    }

    static HttpError unavailable() {
        return HttpError.of(Statuses.SERVICE_UNAVAILABLE, "The service is not available");
    }

    /** The answer to an error that was made for the client. */
    static HttpError meant(HttpException error) {
        var body = new LinkedHashMap<String, Object>();
        body.put("message", text(error));
        body.putAll(error.details());
        return meant(error.status(), body);
    }

    /** What was made for the caller, with Nest's names for what core calls {@code status}. */
    private static HttpError meant(int status, Map<?, ?> given) {
        var message = given.get("message");
        var error = HttpError.of(status, message == null ? "" : message);
        for (var member : given.entrySet()) {
            var name = String.valueOf(member.getKey());
            var value = member.getValue();
            var ofPackets = name.equals("status") && "error".equals(value);
            if (value != null && !ofPackets && !name.equals("message") && !name.equals("statusCode")) {
                error = error.with(name, value);
            }
        }
        return error;
    }

    /** Of an error of another service only what is meant for whoever asks, and the kinds of failure that it tells by code. */
    private static @Nullable HttpError remote(RemoteException remote) {
        if (!(remote.error() instanceof Map<?, ?> body)) {
            return null;
        }
        var status = status(body.get("statusCode")).filter(code -> code < CLIENT_ERROR_END);
        if (status.isPresent()) {
            var message = body.get("message");
            return HttpError.of(
                    status.get(), message instanceof String || message instanceof Collection<?> ? message : "");
        }
        return switch (remote.code().orElse("")) {
            case "INVALID_PAYLOAD" -> null; // it is this side that has sent it
            case "BUSY" -> busy();
            case "UNAVAILABLE" -> unavailable();
            case "HANDLER_TIMEOUT" -> HttpError.of(Statuses.GATEWAY_TIMEOUT, "The service did not answer in time");
            default -> null;
        };
    }

    private static HttpError unexpected(ErrorBody mapped) {
        var error = HttpError.internal();
        return mapped.value() instanceof Map<?, ?> body && body.get("errorId") instanceof String id
                ? error.with("errorId", id)
                : error;
    }

    private static Optional<Integer> status(@Nullable Object value) {
        return value instanceof Integer code && Statuses.isError(code) ? Optional.of(code) : Optional.empty();
    }

    private static String text(Throwable error) {
        var message = error.getMessage();
        return message == null ? "" : message;
    }
}
