package dev.rookery.brokers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all brokers can be told. Used by one thread.
 *
 * @param <B> the builder itself
 */
public abstract sealed class BrokerBuilder<B extends BrokerBuilder<B>>
        permits NatsBroker.Builder,
                RedisBroker.Builder,
                MosquittoBroker.Builder,
                RabbitBroker.Builder,
                KafkaBroker.Builder {

    private final List<String> lines = new ArrayList<>();
    private @Nullable TlsFiles tls;

    BrokerBuilder() {}

    /** The files of a listener with TLS; with an authority, clients need a certificate of it. */
    record TlsFiles(Path certificate, Path key, @Nullable Path clientAuthority) {}

    abstract B self();

    abstract BrokerSetup setup();

    /**
     * Adds to the configuration file, in the broker's own notation.
     *
     * @param text a line, or several
     * @return this builder
     */
    public B config(String text) {
        lines.add(text);
        return self();
    }

    /**
     * Listens with TLS, and without it no more.
     *
     * @param certificate a PEM file
     * @param key its key, a PEM file
     * @return this builder
     */
    public B tls(Path certificate, Path key) {
        tls = new TlsFiles(certificate, key, null);
        return self();
    }

    /**
     * Listens with TLS, and only to clients with a certificate.
     *
     * @param certificate a PEM file
     * @param key its key, a PEM file
     * @param clientAuthority who signs the certificates of clients, a PEM file
     * @return this builder
     */
    public B tls(Path certificate, Path key, Path clientAuthority) {
        tls = new TlsFiles(certificate, key, clientAuthority);
        return self();
    }

    List<String> lines() {
        return lines;
    }

    @Nullable TlsFiles tls() {
        return tls;
    }

    /**
     * Starts the broker. Blocks until it is ready, for a minute at most, and for two where it is RabbitMQ.
     *
     * @return the running broker
     * @throws IllegalStateException if there is no executable, or if the broker does not get ready; the message has its log
     */
    public Broker start() {
        var setup = setup();
        var named = setup.kind().namedAddress();
        if (named.isEmpty()) {
            return BrokerProcess.start(setup);
        }
        if (!setup.isPlain()) {
            ForeignBroker.skip(setup.kind());
        }
        return new ForeignBroker(setup.kind(), named.get());
    }
}
