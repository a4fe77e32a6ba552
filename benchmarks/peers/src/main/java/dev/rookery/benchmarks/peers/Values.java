package dev.rookery.benchmarks.peers;

import dev.rookery.benchmarks.process.Work;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The values of one stream. Not thread-safe: they come one after the other. */
public final class Values {
    private final Consumer<@Nullable Throwable> done;
    private int next;
    private boolean wrong;

    /**
     * A stream of which nothing has come yet.
     *
     * @param done told that the call has ended
     */
    public Values(Consumer<@Nullable Throwable> done) {
        this.done = done;
    }

    /**
     * The next value has come.
     *
     * @param value one more than the one before
     */
    public void value(int value) {
        wrong |= value != next;
        next++;
    }

    /** The stream has ended: with all values in their order, or with a failure. */
    public void end() {
        done.accept(
                !wrong && next == Work.VALUES
                        ? null
                        : new IllegalStateException(
                                "a stream of " + next + " values (expected: 0 to " + Work.VALUES + ", in order)"));
    }
}
