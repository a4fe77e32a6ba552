package dev.rookery.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What a run measured.
 *
 * @param requests requests that were answered to their end while it counted
 * @param allRequests those before it counted too
 * @param seconds how long it counted
 * @param latency nanoseconds from the sending, or from when the request was due, to the end of the reply
 */
public record LoadResult(long requests, long allRequests, double seconds, Histogram latency) {}
