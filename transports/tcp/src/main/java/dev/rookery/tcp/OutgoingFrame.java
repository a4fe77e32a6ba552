package dev.rookery.tcp;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A frame on its way to the socket, and its place in the queue of those that are. */
final class OutgoingFrame extends FrameBuffer {
    /** The one before it in the {@link Outbox}, then the one behind it. */
    @Nullable OutgoingFrame next;

    /** What is over once this is written. */
    final @Nullable ServerReply ending;

    /** Told when it is written, or why it was not. */
    final @Nullable Consumer<@Nullable Throwable> written;

    OutgoingFrame(@Nullable ServerReply ending, @Nullable Consumer<@Nullable Throwable> written) {
        this.ending = ending;
        this.written = written;
    }

    void settle(@Nullable Throwable failure) {
        if (written != null) {
            written.accept(failure);
        }
    }
}
