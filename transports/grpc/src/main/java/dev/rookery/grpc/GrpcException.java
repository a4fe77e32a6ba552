package dev.rookery.grpc;

import dev.rookery.error.RpcException;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a handler, guard, pipe, interceptor or filter throws to end a call with a status: {@code throw GrpcException.notFound("no such hero")}. On
 * other transports, callers get it as {@code {"code":5,"message":"no such hero"}}.
 */
public class GrpcException extends RpcException {
    private static final long serialVersionUID = 1L;

    private final transient Metadata trailers;
    private final Status.Code code;

    /**
     * An error without trailers.
     *
     * @param code how the call ends; not {@code OK}
     * @param message what the caller reads
     */
    public GrpcException(Status.Code code, String message) {
        this(code, message, new Metadata());
    }

    /**
     * An error with trailers, such as rich details in {@code grpc-status-details-bin}.
     *
     * @param code how the call ends; not {@code OK}
     * @param message what the caller reads
     * @param trailers what goes with it
     */
    public GrpcException(Status.Code code, String message, Metadata trailers) {
        super(body(code, message));
        if (code == Status.Code.OK) {
            throw new IllegalArgumentException("code: OK (expected: the code of an error)");
        }
        this.code = code;
        this.trailers = Objects.requireNonNull(trailers, "trailers");
    }

    /**
     * An error with rich details, as {@code google.rpc.Status} has them: code, message and any number of messages, such as a
     * {@code google.rpc.BadRequest} or an {@code ErrorInfo} of {@code proto-google-common-protos}. They travel in the trailer
     * {@code grpc-status-details-bin}; a client's metadata limit, 8 KiB unless it says otherwise, holds for them.
     *
     * @param status with a code that is not OK
     * @return the error, to be thrown
     */
    public static GrpcException of(com.google.rpc.Status status) {
        return new GrpcException(
                Status.fromCodeValue(status.getCode()).getCode(), status.getMessage(), StatusDetails.trailers(status));
    }

    private static Map<String, Object> body(Status.Code code, String message) {
        var body = new LinkedHashMap<String, Object>();
        body.put("code", code.value());
        body.put("message", Objects.requireNonNull(message, "message"));
        return body;
    }

    /**
     * An error with {@code CANCELLED}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException cancelled(String message) {
        return new GrpcException(Status.Code.CANCELLED, message);
    }

    /**
     * An error with {@code UNKNOWN}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException unknown(String message) {
        return new GrpcException(Status.Code.UNKNOWN, message);
    }

    /**
     * An error with {@code INVALID_ARGUMENT}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException invalidArgument(String message) {
        return new GrpcException(Status.Code.INVALID_ARGUMENT, message);
    }

    /**
     * An error with {@code DEADLINE_EXCEEDED}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException deadlineExceeded(String message) {
        return new GrpcException(Status.Code.DEADLINE_EXCEEDED, message);
    }

    /**
     * An error with {@code NOT_FOUND}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException notFound(String message) {
        return new GrpcException(Status.Code.NOT_FOUND, message);
    }

    /**
     * An error with {@code ALREADY_EXISTS}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException alreadyExists(String message) {
        return new GrpcException(Status.Code.ALREADY_EXISTS, message);
    }

    /**
     * An error with {@code PERMISSION_DENIED}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException permissionDenied(String message) {
        return new GrpcException(Status.Code.PERMISSION_DENIED, message);
    }

    /**
     * An error with {@code RESOURCE_EXHAUSTED}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException resourceExhausted(String message) {
        return new GrpcException(Status.Code.RESOURCE_EXHAUSTED, message);
    }

    /**
     * An error with {@code FAILED_PRECONDITION}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException failedPrecondition(String message) {
        return new GrpcException(Status.Code.FAILED_PRECONDITION, message);
    }

    /**
     * An error with {@code ABORTED}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException aborted(String message) {
        return new GrpcException(Status.Code.ABORTED, message);
    }

    /**
     * An error with {@code OUT_OF_RANGE}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException outOfRange(String message) {
        return new GrpcException(Status.Code.OUT_OF_RANGE, message);
    }

    /**
     * An error with {@code UNIMPLEMENTED}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException unimplemented(String message) {
        return new GrpcException(Status.Code.UNIMPLEMENTED, message);
    }

    /**
     * An error with {@code INTERNAL}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException internal(String message) {
        return new GrpcException(Status.Code.INTERNAL, message);
    }

    /**
     * An error with {@code UNAVAILABLE}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException unavailable(String message) {
        return new GrpcException(Status.Code.UNAVAILABLE, message);
    }

    /**
     * An error with {@code DATA_LOSS}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException dataLoss(String message) {
        return new GrpcException(Status.Code.DATA_LOSS, message);
    }

    /**
     * An error with {@code UNAUTHENTICATED}.
     *
     * @param message what the caller reads
     * @return the error, to be thrown
     */
    public static GrpcException unauthenticated(String message) {
        return new GrpcException(Status.Code.UNAUTHENTICATED, message);
    }

    /**
     * How the call ends.
     *
     * @return a code that is not OK
     */
    public Status.Code code() {
        return code;
    }

    /**
     * What goes with it.
     *
     * @return the trailers
     */
    public Metadata trailers() {
        return trailers;
    }
}
