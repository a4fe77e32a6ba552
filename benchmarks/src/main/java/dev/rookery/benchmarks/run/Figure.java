package dev.rookery.benchmarks.run;

/** What is measured. */
public enum Figure {
    /** Messages that were answered in a second, at the limit. */
    PER_SECOND("messages/s", "%,.0f", true),
    /** User and system time of the service's process. */
    SERVICE_CPU("service CPU, µs a message", "%.2f", false),
    /** User and system time of the client's process. */
    CLIENT_CPU("client CPU, µs a message", "%.2f", false),
    /** Half of the requests take no longer, at the rate that the scenario's title names. */
    P50("p50, µs", "%,.0f", false),
    /** All but one in a hundred. */
    P99("p99, µs", "%,.0f", false),
    /** All but one in a thousand. */
    P999("p99.9, µs", "%,.0f", false),
    /** Bytes that the service allocates; known of Java only. */
    ALLOCATED("allocated, B a message", "%,.0f", false),
    /** The most memory that the service's process had resident. */
    PEAK_MEMORY("peak memory, MB", "%.0f", false),
    /** The memory that the service's process has resident when the load is over. */
    STEADY_MEMORY("steady memory, MB", "%.0f", false),
    /** What a Java service has in use after a collection, on its heap and in direct buffers. */
    MEMORY_IN_USE("in use after a collection, MB", "%.0f", false),
    /** How much of that came with the connections, divided by their number. */
    MEMORY_A_CONNECTION("a connection, kB", "%.1f", false),
    /** From the start of the process to the first reply. */
    FIRST_REPLY("start to first reply, ms", "%.0f", false),
    /** User and system time of the process until the first reply. */
    START_CPU("CPU until then, ms", "%.0f", false);

    private final String title;
    private final String format;
    private final boolean moreIsBetter;

    Figure(String title, String format, boolean moreIsBetter) {
        this.title = title;
        this.format = format;
        this.moreIsBetter = moreIsBetter;
    }

    String title() {
        return title;
    }

    String format() {
        return format;
    }

    boolean moreIsBetter() {
        return moreIsBetter;
    }

    /** Whether ratios of it hold on a noisy machine; latency is reported only. */
    boolean isGuarded() {
        return this != P50 && this != P99 && this != P999 && this != PEAK_MEMORY && this != START_CPU;
    }
}
