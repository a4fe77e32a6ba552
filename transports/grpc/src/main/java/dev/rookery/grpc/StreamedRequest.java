package dev.rookery.grpc;

import io.grpc.ServerCall;

/** A call whose request is a stream. Its handler starts at once, and reads as far as it asks. The driver calls one method at a time. */
final class StreamedRequest extends ServerCall.Listener<byte[]> implements Intake.Held {
    private final IncomingCall call;
    private final RequestStream stream;

    StreamedRequest(IncomingCall call) {
        this.call = call;
        this.stream = new RequestStream(
                call.driver(), call.reply(), call.messages(), call.rpc().input());
    }

    @Override
    public void admit() {
        call.dispatch(stream);
    }

    @Override
    public void refuse() {
        call.refuse();
    }

    @Override
    public void onMessage(byte[] message) {
        var problem = ByteMarshaller.problemOf(message);
        if (problem == null) {
            stream.next(message);
        } else {
            call.reply().refuse(problem);
        }
    }

    @Override
    public void onHalfClose() {
        stream.complete();
    }

    @Override
    public void onCancel() {
        var why = call.whyCancelled();
        stream.fail(why);
        call.reply().cancelled(why);
    }

    /** What the caller still sends is not read. */
    @Override
    public void onComplete() {
        stream.fail(call.whyAnswered());
    }

    @Override
    public void onReady() {
        call.reply().ready();
    }
}
