package dev.rookery.tcp;

import dev.rookery.internal.OptionCheck;
import java.time.Duration;

/**
 * How a peer that has vanished without a word is noticed: the kernel probes a silent connection, and ends it when nothing comes back. Data that
 * a peer does not take for as long as all of that ends the connection too, where the kernel knows {@code TCP_USER_TIMEOUT}.
 *
 * @param idle how long a connection is silent before the first probe, in whole seconds; default 30 s
 * @param interval the time between probes, in whole seconds; default 10 s
 * @param probes how many unanswered probes end the connection; default 3
 */
public record TcpKeepAlive(Duration idle, Duration interval, int probes) {
    /** What holds unless said otherwise: a vanished peer is noticed after a minute. */
    public static final TcpKeepAlive DEFAULT = new TcpKeepAlive(Duration.ofSeconds(30), Duration.ofSeconds(10), 3);

    private static final int MOST_SECONDS = 32_767;
    private static final int MOST_PROBES = 127;

    /** Checks the parts. */
    public TcpKeepAlive {
        OptionCheck.seconds("keepAlive.idle", idle, 1, MOST_SECONDS);
        OptionCheck.seconds("keepAlive.interval", interval, 1, MOST_SECONDS);
        OptionCheck.between("keepAlive.probes", probes, 1, MOST_PROBES);
    }

    /** How long it takes until a vanished peer is noticed. */
    Duration patience() {
        return idle.plus(interval.multipliedBy(probes));
    }
}
