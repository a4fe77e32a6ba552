package dev.rookery.grpc;

import dev.rookery.error.CallerGoneException;
import dev.rookery.transport.Exchange;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** The way back of a call with one reply. Of a handler that gives several the first counts, and where requests are a stream the last. */
final class OneReply extends ServerReply {
    private byte @Nullable [] latest;

    OneReply(Wire wire, Rpc rpc, Messages messages) {
        super(wire, rpc, messages);
    }

    @Override
    void begin(Exchange begun) {
        begun.request(1);
    }

    @Override
    void ready() {}

    @Override
    void write(@Nullable Object value) {
        var bytes = written(value);
        if (latest != null) {
            throw new IllegalStateException(rpc().name() + " has one reply, which was given before");
        }
        latest = bytes;
    }

    @Override
    public void next(@Nullable Object value, boolean last) {
        if (isDone()) {
            return;
        }
        var bytes = written(value);
        var begun = exchange();
        if (last || !rpc().clientStreams()) {
            end(bytes);
            if (!last && begun != null) {
                begun.cancel(new CallerGoneException("An rpc with one reply has it"));
            }
        } else {
            latest = bytes;
            if (begun != null) {
                begun.request(1);
            }
        }
    }

    @Override
    public void complete() {
        var only = latest == null ? nothing() : latest;
        if (only == null) {
            wire().close(Status.INTERNAL.withDescription("The handler gave no reply, and the caller waits for one"));
        } else {
            end(only);
        }
    }

    private void end(byte[] only) {
        wire().send(only);
        wire().close(Status.OK);
    }
}
