package dev.rookery.brokers;

import static org.junit.jupiter.api.Assumptions.abort;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/** A broker that somebody else runs, named by a variable: used as it is, never stopped. */
final class ForeignBroker implements Broker {
    private final BrokerKind kind;
    private final URI address;

    ForeignBroker(BrokerKind kind, String address) {
        this.kind = kind;
        this.address = URI.create(address.contains("://") ? address : kind.scheme() + "://" + address);
        if (this.address.getHost() == null || this.address.getPort() < 0) {
            throw new IllegalStateException(
                    kind.variable() + " is neither a path nor an address with a port: " + address);
        }
    }

    /** Skips the test, since it needs a broker of its own. */
    static void skip(BrokerKind kind) {
        abort(kind.variable()
                + " names a broker that runs, and this test needs one of its own: let it name an executable");
    }

    @Override
    public int port() {
        return address.getPort();
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(address.getHost(), address.getPort());
    }

    @Override
    public String url() {
        return address.getScheme() + "://" + address.getHost() + ":" + address.getPort();
    }

    @Override
    public Path folder() {
        skip(kind);
        return Path.of("");
    }

    @Override
    public String log() {
        return "(the log of " + url() + " is not ours)";
    }

    @Override
    public void start() {
        skip(kind);
    }

    @Override
    public void stop() {
        skip(kind);
    }

    @Override
    public void kill() {
        skip(kind);
    }

    @Override
    public void freeze() {
        skip(kind);
    }

    @Override
    public void thaw() {
        skip(kind);
    }

    @Override
    public boolean isRunning() {
        return true;
    }

    @Override
    public void close() {
        // it is not ours
    }
}
