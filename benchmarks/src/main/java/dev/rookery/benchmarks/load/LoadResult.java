package dev.rookery.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What a run measured.
 *
 * @param requests requests that were answered to their end
 * @param frames frames that came
 * @param seconds how long was counted
 * @param latency nanoseconds from the sending to the end of the reply
 */
record LoadResult(long requests, long frames, double seconds, Histogram latency) {
    double requestsPerSecond() {
        return requests / seconds;
    }

    double micros(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e3;
    }
}
