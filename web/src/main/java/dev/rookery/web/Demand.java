package dev.rookery.web;

/** How many values of a stream are asked for at once: many small ones, few large ones, so that about as much waits in memory. Safe for use by several threads. */
final class Demand {
    private static final int FIRST = 16;
    private static final int MOST = 256;
    private static final long BYTES = 64 * 1024;

    // guarded by this
    private long values;
    private long bytes;

    /** A value has come, and takes so many bytes. */
    synchronized void came(int size) {
        values++;
        bytes += size;
    }

    /** How many to ask for now. */
    synchronized int next() {
        return values == 0 ? FIRST : Math.clamp(BYTES / (bytes / values + 1), 1, MOST);
    }
}
