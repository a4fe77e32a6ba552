package dev.rookery.kafka.internal;

import dev.rookery.transport.Tls;
import java.security.KeyStore;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;

/** Gives the driver the TLS of the options. The driver makes it by its name, so it has to be public. */
public final class TlsEngines implements SslEngineFactory {
    /** The property that holds the {@link Tls}. */
    public static final String TLS = "ssl.rookery.tls";

    private @Nullable SSLContext context;

    /** Called by the driver. */
    public TlsEngines() {}

    @Override
    public void configure(Map<String, ?> configs) {
        var tls = (Tls) Objects.requireNonNull(configs.get(TLS), TLS);
        context = tls.newContext();
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, String endpointIdentification) {
        var engine = Objects.requireNonNull(context, "context").createSSLEngine(host, port);
        engine.setUseClientMode(true);
        var parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(endpointIdentification);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        throw new UnsupportedOperationException("Only brokers listen");
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public @Nullable KeyStore keystore() {
        return null;
    }

    @Override
    public @Nullable KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {
        context = null;
    }
}
