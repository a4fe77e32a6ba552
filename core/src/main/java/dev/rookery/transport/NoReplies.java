package dev.rookery.transport;

import dev.rookery.codec.ErrorBody;
import org.jspecify.annotations.Nullable;

/** Where the results of event handlers go. */
enum NoReplies implements ReplySink {
    INSTANCE;

    @Override
    public void next(@Nullable Object value, boolean last) {}

    @Override
    public void error(Throwable cause, ErrorBody mapped) {}

    @Override
    public void complete() {}
}
