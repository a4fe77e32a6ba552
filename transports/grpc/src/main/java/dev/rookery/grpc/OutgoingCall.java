package dev.rookery.grpc;

import dev.rookery.error.UndecodableReplyException;
import dev.rookery.transport.Call;
import dev.rookery.transport.PendingReply;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** One call of a client. The driver calls one method of the listener at a time; the caller's may come from any thread. */
final class OutgoingCall extends ClientCall.Listener<byte[]> implements Call {
    /** One more than there should be, to notice a second. */
    private static final int READ = 2;

    private final GrpcClient client;
    private final Rpc rpc;
    private final ClientCall<byte[], byte[]> driver;
    private final PendingReply reply;
    private final @Nullable Deadline deadline;
    private final Answered answered;
    private @Nullable RequestSender sender;
    private byte @Nullable [] only;

    OutgoingCall(
            GrpcClient client,
            Rpc rpc,
            ClientCall<byte[], byte[]> driver,
            PendingReply reply,
            @Nullable Deadline deadline,
            Answered answered) {
        this.client = client;
        this.rpc = rpc;
        this.driver = driver;
        this.reply = reply;
        this.deadline = deadline;
        this.answered = answered;
    }

    /** Sends one request, which is its end. */
    void send(byte[] message, Metadata metadata) {
        start(metadata);
        driver.sendMessage(message);
        driver.halfClose();
    }

    /** Sends a stream of requests. */
    void send(RequestSender stream, Metadata metadata) {
        sender = stream;
        start(metadata);
        stream.start();
    }

    private void start(Metadata metadata) {
        driver.start(this, metadata);
        if (!rpc.serverStreams()) {
            driver.request(READ);
        }
    }

    // ---- the caller ----

    @Override
    public void request(long replies) {
        if (rpc.serverStreams()) {
            driver.request((int) Math.min(replies, Integer.MAX_VALUE));
        }
    }

    @Override
    public void cancel() {
        stopSending();
        driver.cancel("The caller withdrew the call", null);
    }

    private void stopSending() {
        if (sender != null) {
            sender.stop();
        }
    }

    // ---- the driver ----

    @Override
    public void onReady() {
        if (sender != null) {
            sender.ready();
        }
    }

    @Override
    public void onHeaders(Metadata headers) {
        answered.headers(headers);
    }

    @Override
    public void onMessage(byte[] message) {
        if (rpc.serverStreams()) {
            reply.next(body(message), false);
        } else if (only == null) {
            only = message;
        } else {
            cancel();
            reply.error(new UndecodableReplyException("More than one reply of " + rpc.name() + ", which has one"));
        }
    }

    private MessageBody body(byte[] message) {
        return new MessageBody(client.messages(), rpc.output(), message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        stopSending();
        answered.trailers(trailers);
        if (!status.isOk()) {
            reply.error(CallFailure.of(rpc, status, trailers, answered.isByService(), deadline, client));
        } else if (rpc.serverStreams()) {
            reply.complete();
        } else if (only != null) {
            reply.next(body(only), true);
        } else {
            reply.error(new UndecodableReplyException("No reply of " + rpc.name() + ", which has one"));
        }
    }
}
