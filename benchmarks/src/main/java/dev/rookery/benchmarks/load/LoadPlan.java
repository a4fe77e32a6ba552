package dev.rookery.benchmarks.load;

import java.time.Duration;

/**
 * What the load generator does.
 *
 * @param port where the service listens, on this machine
 * @param request what it sends
 * @param connections how many connections share the load
 * @param inFlight how many requests are on their way at one time, all connections together; does not count at a given rate
 * @param before how many requests are answered before anything counts
 * @param warmup how long it takes at least until it counts
 * @param duration how long it counts
 * @param perSecond how many requests leave in a second, whatever became of those before; 0 sends the next when a reply has come
 */
public record LoadPlan(
        int port,
        Request request,
        int connections,
        int inFlight,
        long before,
        Duration warmup,
        Duration duration,
        double perSecond) {}
