package dev.rookery.server;

import java.time.Duration;
import java.util.List;

/**
 * How a server came to rest.
 *
 * @param inFlight how many messages were being handled when draining began
 * @param interrupted the routes of those that were not done in time, each as often as it was interrupted
 * @param took how long it took
 */
public record DrainReport(int inFlight, List<String> interrupted, Duration took) {
    /** Copies the list. */
    public DrainReport {
        interrupted = List.copyOf(interrupted);
    }

    /**
     * Whether every handler came to its end.
     *
     * @return true if none was interrupted
     */
    public boolean isClean() {
        return interrupted.isEmpty();
    }
}
