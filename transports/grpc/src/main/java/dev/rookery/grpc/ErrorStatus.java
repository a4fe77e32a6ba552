package dev.rookery.grpc;

import dev.rookery.codec.ErrorBody;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.BusyException;
import dev.rookery.error.CallerGoneException;
import dev.rookery.error.FieldErrors;
import dev.rookery.error.HandlerTimeoutException;
import dev.rookery.error.HttpException;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.ServerClosingException;
import dev.rookery.error.UnserializableValueException;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a call ends that a handler fails.
 *
 * @param status code and message
 * @param trailers what the error has beside them
 */
record ErrorStatus(Status status, Metadata trailers) {
    private static final String UNKNOWN_ERROR = "Unknown Error";

    /** Clients of grpc-java take 8 KiB of metadata unless told otherwise, and more would cost them the answer. */
    private static final int LONGEST_MESSAGE = 1_500;

    ErrorStatus {
        status = shortened(status);
    }

    private static Status shortened(Status status) {
        var message = status.getDescription();
        if (message == null) {
            return status;
        }
        var length = 0;
        for (var index = 0; index < message.length(); index++) {
            length += encodedLength(message.charAt(index));
            if (length > LONGEST_MESSAGE) {
                var end = Character.isHighSurrogate(message.charAt(index - 1)) ? index - 1 : index;
                return status.withDescription(message.substring(0, end) + "…");
            }
        }
        return status;
    }

    /** In bytes: what is no plain ASCII travels as percent signs and digits. */
    private static int encodedLength(char character) {
        if (character >= ' ' && character <= '~' && character != '%') {
            return 1;
        }
        return character < 0x80 ? 3 : 9;
    }

    static ErrorStatus of(Throwable cause, ErrorBody mapped, PacketCodec codec) {
        if (cause instanceof GrpcException own) {
            return new ErrorStatus(own.code().toStatus().withDescription(message(own)), own.trailers());
        }
        if (cause instanceof UnserializableValueException) {
            return new ErrorStatus(Status.INTERNAL.withDescription("Error serializing response"), new Metadata());
        }
        var body = tree(mapped.value(), codec);
        if (body instanceof Map<?, ?> map) {
            var code = wholeCode(map.get("code"));
            if (code.isPresent()) {
                return new ErrorStatus(code.get().withDescription(details(map)), trailers(map.get("metadata")));
            }
        }
        if (cause instanceof FieldErrors wrong && !wrong.fieldErrors().isEmpty()) {
            var status = codeOf(cause).withDescription(text(cause.getMessage()));
            return new ErrorStatus(status, StatusDetails.badRequest(status, wrong.fieldErrors()));
        }
        var message = body instanceof Map<?, ?> map ? map.get("message") : body;
        return new ErrorStatus(codeOf(cause).withDescription(text(message)), new Metadata());
    }

    private static String message(GrpcException error) {
        return text(error.getMessage());
    }

    private static @Nullable Object tree(Object body, PacketCodec codec) {
        return body instanceof Map<?, ?> || body instanceof CharSequence
                ? body
                : codec.dataOf(body).bind(Object.class);
    }

    /** A number of gRPC's; OK is none, since there is an error. */
    private static Optional<Status> wholeCode(@Nullable Object code) {
        if (!(code instanceof Integer || code instanceof Long)) {
            return Optional.empty();
        }
        var status = Status.fromCodeValue(((Number) code).intValue());
        return Optional.of(status.isOk() ? Status.UNKNOWN : status);
    }

    private static String details(Map<?, ?> body) {
        return body.get("details") instanceof String details ? details : text(body.get("message"));
    }

    private static String text(@Nullable Object message) {
        return message == null ? UNKNOWN_ERROR : message.toString();
    }

    private static Metadata trailers(@Nullable Object metadata) {
        if (metadata instanceof Metadata ready) {
            return ready;
        }
        var trailers = new Metadata();
        if (metadata instanceof Map<?, ?> map) {
            map.forEach((name, value) -> trailers.put(MetadataText.key(String.valueOf(name)), String.valueOf(value)));
        }
        return trailers;
    }

    private static Status codeOf(Throwable cause) {
        return switch (cause) {
            case InvalidPayloadException _ -> Status.INVALID_ARGUMENT;
            case HandlerTimeoutException _ -> Status.DEADLINE_EXCEEDED;
            case BusyException _ -> Status.RESOURCE_EXHAUSTED;
            case ServerClosingException _ -> Status.UNAVAILABLE;
            case CallerGoneException _ -> Status.CANCELLED;
            case NoHandlerException _ -> Status.UNIMPLEMENTED;
            case HttpException http -> ofHttp(http.status());
            default -> Status.UNKNOWN;
        };
    }

    /** As gRPC and HTTP are paired in {@code google/rpc/code.proto}. */
    private static Status ofHttp(int status) {
        return switch (status) {
            case 400, 422 -> Status.INVALID_ARGUMENT;
            case 401 -> Status.UNAUTHENTICATED;
            case 403 -> Status.PERMISSION_DENIED;
            case 404 -> Status.NOT_FOUND;
            case 409 -> Status.ABORTED;
            case 412 -> Status.FAILED_PRECONDITION;
            case 429 -> Status.RESOURCE_EXHAUSTED;
            case 499 -> Status.CANCELLED;
            case 501 -> Status.UNIMPLEMENTED;
            case 503 -> Status.UNAVAILABLE;
            case 504 -> Status.DEADLINE_EXCEEDED;
            default -> Status.UNKNOWN;
        };
    }
}
