package dev.rookery.tcp;

import dev.rookery.codec.ErrorBody;
import dev.rookery.transport.ReplySink;
import org.jspecify.annotations.Nullable;

/** Where replies to events go. */
enum NoReply implements ReplySink {
    INSTANCE;

    @Override
    public void next(@Nullable Object value, boolean last) {}

    @Override
    public void error(Throwable cause, ErrorBody mapped) {}

    @Override
    public void complete() {}
}
