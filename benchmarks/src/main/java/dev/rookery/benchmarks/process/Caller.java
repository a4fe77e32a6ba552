package dev.rookery.benchmarks.process;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client that is measured, connected to its service over one connection. Used by several threads. */
public interface Caller extends AutoCloseable {

    /**
     * Asks for something, without waiting for the answer. A caller has to look at the answer as far as a user would: the sum as an {@code int}, the
     * text as a {@code String}, each value of a stream as an {@code int}.
     *
     * @param work what to ask for
     * @param done told once, on any thread, when the answer is there to its end: null, or why there is none
     */
    void call(Work work, Consumer<@Nullable Throwable> done);

    @Override
    void close();
}
