package dev.rookery.grpc;

import io.grpc.ServerCall;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A call whose request is one message. It is held at the door before that is read, and again before it is handled, since others may have come
 * meanwhile. The driver calls one method at a time.
 */
final class SingleRequest extends ServerCall.Listener<byte[]> implements Intake.Held {
    /** One more than there should be, to notice a second. */
    private static final int READ = 2;

    private final IncomingCall call;
    private byte @Nullable [] message;
    private boolean refused;

    SingleRequest(IncomingCall call) {
        this.call = call;
    }

    @Override
    public void admit() {
        call.driver().request(READ);
    }

    @Override
    public void refuse() {
        call.refuse();
    }

    @Override
    public void onMessage(byte[] received) {
        var problem = ByteMarshaller.problemOf(received);
        if (problem != null) {
            refuse(problem);
        }
        if (message != null) {
            refuse(Status.INTERNAL.withDescription("Too many requests"));
        }
        message = received;
    }

    @Override
    public void onHalfClose() {
        if (message == null) {
            refuse(Status.INTERNAL.withDescription("Half-closed without a request"));
        } else if (!refused) {
            var body = new MessageBody(call.messages(), call.rpc().input(), message);
            call.intake().whenOpen(new Intake.Held() {
                @Override
                public void admit() {
                    call.dispatch(body);
                }

                @Override
                public void refuse() {
                    call.refuse();
                }
            });
        }
    }

    private void refuse(Status status) {
        refused = true;
        call.reply().refuse(status);
    }

    @Override
    public void onCancel() {
        call.reply().cancelled(call.whyCancelled());
    }

    @Override
    public void onReady() {
        call.reply().ready();
    }
}
