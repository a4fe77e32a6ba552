package dev.rookery.tcp;

import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.internal.Listening;
import dev.rookery.internal.Reasons;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** Why an attempt to connect has failed, address by address. Not safe for use by several threads. */
final class Refusals {
    private final List<String> texts = new ArrayList<>();

    void add(InetSocketAddress address, Throwable error) {
        texts.add(Listening.text(address) + ": " + reason(error));
    }

    private static String reason(Throwable error) {
        if (error instanceof UnknownHostException) {
            return "the host is unknown";
        }
        return error instanceof SSLException ? "TLS: " + Reasons.of(error) : Reasons.of(error);
    }

    ConnectionRefusedException exception(Throwable last) {
        return new ConnectionRefusedException(
                "Cannot connect to " + String.join("; ", texts)
                        + ". Start the service, or check host and port; the next call tries again",
                last);
    }
}
