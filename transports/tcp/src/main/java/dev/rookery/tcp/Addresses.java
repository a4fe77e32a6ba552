package dev.rookery.tcp;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.internal.OptionCheck;
import java.net.InetSocketAddress;

/** Addresses as people write them. */
final class Addresses {
    private static final String EXPECTED = "host:port, as in localhost:3000 or [::1]:3000";

    private static final int MAX_PORT = 65_535;

    private Addresses() {}

    /** Reads {@code host:port}; the name is not looked up. */
    static InetSocketAddress parse(String text) {
        var colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new InvalidOptionException("addresses", '"' + text + '"', EXPECTED);
        }
        var host = text.substring(0, colon);
        var bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.indexOf(':') >= 0) {
            throw new InvalidOptionException("addresses", '"' + text + '"', EXPECTED);
        }
        try {
            var port = Integer.parseInt(text.substring(colon + 1));
            OptionCheck.that(
                    port >= 0 && port <= MAX_PORT, "addresses", '"' + text + '"', "a port from 0 to " + MAX_PORT);
            return InetSocketAddress.createUnresolved(bracketed ? host.substring(1, host.length() - 1) : host, port);
        } catch (NumberFormatException e) {
            throw new InvalidOptionException("addresses", '"' + text + '"', EXPECTED);
        }
    }
}
