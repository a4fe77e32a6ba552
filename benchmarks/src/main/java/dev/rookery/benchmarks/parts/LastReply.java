package dev.rookery.benchmarks.parts;

import dev.rookery.codec.ErrorBody;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.ReplySink;
import org.jspecify.annotations.Nullable;

/** Keeps what was sent last, for a benchmark to return; of an error, what its caller sees. */
final class LastReply implements ReplySink {
    private @Nullable Object sent;

    /** Has a message handled on this thread. */
    @Nullable Object to(Inbound message, Loop loop) {
        loop.runtime().dispatch(message, this);
        return sent;
    }

    @Override
    public void next(@Nullable Object value, boolean last) {
        sent = value;
    }

    @Override
    public void error(Throwable cause, ErrorBody mapped) {
        sent = mapped;
    }

    @Override
    public void complete() {
        throw new IllegalStateException("no value");
    }
}
