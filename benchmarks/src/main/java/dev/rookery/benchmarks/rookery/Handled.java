package dev.rookery.benchmarks.rookery;

import java.util.concurrent.atomic.LongAdder;

/** How many events the handlers have handled. Safe for use by several threads. */
public final class Handled {
    private final LongAdder count = new LongAdder();

    /** Made by the application. */
    public Handled() {}

    /** One more. */
    public void increment() {
        count.increment();
    }

    /**
     * So many at once.
     *
     * @param events how many
     */
    public void add(int events) {
        count.add(events);
    }

    /**
     * How many so far.
     *
     * @return since the start
     */
    public long sum() {
        return count.sum();
    }
}
