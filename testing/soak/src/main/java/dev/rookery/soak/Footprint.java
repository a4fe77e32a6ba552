package dev.rookery.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What this process holds while it has nothing to do.
 *
 * @param heapBytes what is left in the heap after collections
 * @param threads live platform threads
 * @param openFiles open file descriptors, sockets among them; 0 where the system does not tell
 */
record Footprint(long heapBytes, int threads, long openFiles) {
    /** So much more heap may be in use at the end: what caches and the drivers' own statistics still take. */
    static final long HEAP_TOLERANCE_BYTES = 4L * 1024 * 1024;

    /** So many threads and so many files more may be there: pools that had not needed all of theirs, a connection that is being renewed. */
    static final int COUNT_TOLERANCE = 4;

    private static final int MOST_COLLECTIONS = 10;
    private static final Duration BETWEEN_COLLECTIONS = Duration.ofMillis(100);

    /** Collects garbage until that frees nothing more, then looks. Blocks for a second or so. */
    static Footprint now() {
        var threads = ManagementFactory.getThreadMXBean().getThreadCount();
        var system = ManagementFactory.getOperatingSystemMXBean();
        var files = system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0;
        return new Footprint(usedHeap(), threads, files);
    }

    private static long usedHeap() {
        var least = Long.MAX_VALUE;
        for (var count = 0; count < MOST_COLLECTIONS; count++) {
            System.gc();
            LockSupport.parkNanos(BETWEEN_COLLECTIONS.toNanos());
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** The least of each that several have: what comes and goes is no growth. */
    static Footprint least(List<Footprint> several) {
        return new Footprint(
                several.stream().mapToLong(Footprint::heapBytes).min().orElseThrow(),
                several.stream().mapToInt(Footprint::threads).min().orElseThrow(),
                several.stream().mapToLong(Footprint::openFiles).min().orElseThrow());
    }

    /** What has grown beyond its tolerance since an earlier one; empty if nothing has. */
    List<String> growthSince(Footprint earlier) {
        var growth = new ArrayList<String>();
        if (heapBytes - earlier.heapBytes > HEAP_TOLERANCE_BYTES) {
            growth.add("the heap grew from " + mebibytes(earlier.heapBytes) + " to " + mebibytes(heapBytes)
                    + " MiB (expected: at most " + mebibytes(HEAP_TOLERANCE_BYTES) + " more)");
        }
        if (threads - earlier.threads > COUNT_TOLERANCE) {
            growth.add("threads grew from " + earlier.threads + " to " + threads + " (expected: at most "
                    + COUNT_TOLERANCE + " more)");
        }
        if (openFiles - earlier.openFiles > COUNT_TOLERANCE) {
            growth.add("open files grew from " + earlier.openFiles + " to " + openFiles + " (expected: at most "
                    + COUNT_TOLERANCE + " more)");
        }
        return growth;
    }

    private static String mebibytes(long bytes) {
        return "%.1f".formatted(bytes / 1024.0 / 1024.0);
    }

    @Override
    public String toString() {
        return "heap %6s MiB, %3d threads, %3d open files".formatted(mebibytes(heapBytes), threads, openFiles);
    }
}
