package dev.rookery.internal;

import dev.rookery.error.StartException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;

/** What is said of addresses of TCP: how they are written, and what to do about one that a server cannot have. */
public final class Listening {
    private Listening() {}

    /**
     * An address as people write it: {@code 127.0.0.1:3000}, {@code [::1]:3000}.
     *
     * @param address what is told
     * @return the number of the host where it is known, or else its name, and the port
     */
    public static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress internet)) {
            return address.toString();
        }
        var found = internet.getAddress();
        var host = found == null ? internet.getHostString() : found.getHostAddress();
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + internet.getPort();
    }

    /**
     * A port that cannot be had.
     *
     * @param host the host that is set
     * @param port the port that is set
     * @param cause what the operating system said
     * @return an error with the cure
     */
    public static StartException failure(String host, int port, Throwable cause) {
        var reason = Reasons.of(cause);
        return new StartException("Cannot listen on " + host + ":" + port + ": " + reason + "; " + cure(reason), cause);
    }

    private static String cure(String reason) {
        var lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("in use")) {
            return "stop what listens there, or choose another port (0 finds a free one)";
        }
        if (lower.contains("permission denied")) {
            return "ports below 1024 need a permission: choose a higher one";
        }
        if (lower.contains("assign requested address") || lower.contains("unresolved")) {
            return "choose a host of this machine: localhost, 0.0.0.0 for all networks, or an address of its own";
        }
        return "look at what the operating system says, and choose another host or port";
    }
}
