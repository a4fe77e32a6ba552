package dev.rookery.examples.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.rookery.error.RemoteException;
import dev.rookery.grpc.GrpcException;
import io.grpc.protobuf.StatusProto;

final class HeroErrors {
    private HeroErrors() {}

    static GrpcException noHero(int id) {
        var why = ErrorInfo.newBuilder().setReason("NO_HERO").putMetadata("id", String.valueOf(id));
        return GrpcException.of(Status.newBuilder()
                .setCode(Code.NOT_FOUND_VALUE)
                .setMessage("no hero " + id)
                .addDetails(Any.pack(why.build()))
                .build());
    }

    static String reason(RemoteException error) throws InvalidProtocolBufferException {
        var status = StatusProto.fromThrowable(error); // finds the driver's exception, which is the cause
        return status == null || status.getDetailsCount() == 0
                ? "UNKNOWN"
                : status.getDetails(0).unpack(ErrorInfo.class).getReason();
    }
}
