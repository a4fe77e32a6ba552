package dev.rookery.benchmarks.run;

import dev.rookery.benchmarks.load.LoadPlan;
import dev.rookery.benchmarks.load.Request;
import java.time.Duration;

/**
 * What the load generator does to one contender.
 *
 * @param request what it sends
 * @param connections how many connections share the load
 * @param inFlight how many requests are on their way at one time, all connections together
 * @param before how many requests are answered on the connections before anything counts
 */
public record Load(Request request, int connections, int inFlight, long before) {

    /**
     * Load without anything before it.
     *
     * @param request what is sent
     * @param connections how many connections share the load
     * @param inFlight how many requests are on their way at one time
     */
    public Load(Request request, int connections, int inFlight) {
        this(request, connections, inFlight, 0);
    }

    LoadPlan plan(int port, Duration warmup, Duration duration, double perSecond) {
        return new LoadPlan(port, request, connections, inFlight, before, warmup, duration, perSecond);
    }
}
