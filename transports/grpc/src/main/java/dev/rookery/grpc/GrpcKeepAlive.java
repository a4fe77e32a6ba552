package dev.rookery.grpc;

import dev.rookery.internal.OptionCheck;
import java.time.Duration;

/**
 * How a peer that has vanished without a word is noticed: by pings of HTTP/2 on a connection that is silent.
 *
 * <p>A server answers a client that pings more often than it permits with {@code too_many_pings}, and closes the connection. That is why clients do
 * not ping unless told so, and why what a client is told must fit its servers.
 *
 * @param serverInterval after how much silence a server pings, at least 10 s; default 1 minute, 0 never
 * @param clientInterval after how much silence a client pings, at least 10 s; default 0, never
 * @param timeout how long the answer may take before the connection is given up; default 20 s
 * @param withoutCalls whether a client pings a connection that has no call, too; default false
 * @param permittedInterval how often a server lets its clients ping; default 1 s, 0 as often as they like; services of Nest count no
 *     pings
 * @param permittedWithoutCalls whether a server lets its clients ping while they have no call; default true
 */
public record GrpcKeepAlive(
        Duration serverInterval,
        Duration clientInterval,
        Duration timeout,
        boolean withoutCalls,
        Duration permittedInterval,
        boolean permittedWithoutCalls) {
    private static final Duration SHORTEST = Duration.ofSeconds(10); // before the default, which is checked by it

    /** What holds unless said otherwise: a server notices a vanished client after 80 s, and a client relies on deadlines. */
    public static final GrpcKeepAlive DEFAULT = new GrpcKeepAlive(
            Duration.ofMinutes(1), Duration.ZERO, Duration.ofSeconds(20), false, Duration.ofSeconds(1), true);

    /** Checks the parts. */
    public GrpcKeepAlive {
        requireInterval("keepAlive.serverInterval", serverInterval);
        requireInterval("keepAlive.clientInterval", clientInterval);
        OptionCheck.timeOrZero("keepAlive.permittedInterval", permittedInterval, "where 0 permits it at any time");
        OptionCheck.time("keepAlive.timeout", timeout);
    }

    /** The driver would take the shortest for what is shorter, without a word. */
    private static void requireInterval(String option, Duration value) {
        OptionCheck.timeOrZero(option, value, "where 0 never pings");
        OptionCheck.that(
                value.isZero() || value.compareTo(SHORTEST) >= 0,
                option,
                value,
                "at least " + SHORTEST.toSeconds() + " s, or 0 for never");
    }

    /**
     * The same with a client that pings.
     *
     * @param interval after how much silence
     * @return changed options
     */
    public GrpcKeepAlive withClientInterval(Duration interval) {
        return new GrpcKeepAlive(
                serverInterval, interval, timeout, withoutCalls, permittedInterval, permittedWithoutCalls);
    }

    /**
     * The same with a server that is pinged more often, or less.
     *
     * @param interval how often it permits it
     * @return changed options
     */
    public GrpcKeepAlive withPermittedInterval(Duration interval) {
        return new GrpcKeepAlive(
                serverInterval, clientInterval, timeout, withoutCalls, interval, permittedWithoutCalls);
    }
}
