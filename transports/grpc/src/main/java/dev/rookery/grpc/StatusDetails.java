package dev.rookery.grpc;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import dev.rookery.error.FieldErrors.FieldError;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.List;

/** Rich details of errors: {@code google.rpc.Status} in a trailer, as Google's APIs have it and libraries of all languages read it. */
final class StatusDetails {
    /** Clients of grpc-java take 8 KiB of metadata unless told otherwise, and these bytes travel as base64 beside the message. */
    private static final int MOST_BYTES = 3_000;

    private StatusDetails() {}

    static Metadata trailers(com.google.rpc.Status status) {
        var trailers = StatusProto.toStatusRuntimeException(status).getTrailers();
        return trailers == null ? new Metadata() : trailers;
    }

    /**
     * Tells which fields of a request are wrong, as far as there is room.
     *
     * @param status how the call ends
     * @param errors the fields
     * @return trailers with a {@code google.rpc.BadRequest}
     */
    static Metadata badRequest(Status status, List<FieldError> errors) {
        var details = BadRequest.newBuilder();
        var room = MOST_BYTES;
        for (var error : errors) {
            var violation = BadRequest.FieldViolation.newBuilder()
                    .setField(error.field())
                    .setDescription(error.description())
                    .build();
            room -= violation.getSerializedSize();
            if (room < 0) {
                break;
            }
            details.addFieldViolations(violation);
        }
        return trailers(com.google.rpc.Status.newBuilder()
                .setCode(status.getCode().value())
                .setMessage(status.getDescription() == null ? "" : status.getDescription())
                .addDetails(Any.pack(details.build()))
                .build());
    }
}
