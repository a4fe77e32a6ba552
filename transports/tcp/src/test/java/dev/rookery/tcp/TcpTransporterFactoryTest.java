package dev.rookery.tcp;

import dev.rookery.tck.FactoryContract;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.util.Set;

/** What a configuration is asked for. The configuration's own tests give values. */
final class TcpTransporterFactoryTest implements FactoryContract {

    @Override
    public TransporterFactory newFactory() {
        return new TcpTransporterFactory();
    }

    @Override
    public Record optionsOf(Transporter made) {
        return ((TcpTransporter) made).options();
    }

    @Override
    public Record defaults() {
        return TcpTransporter.builder().build().options();
    }

    @Override
    public Set<String> onlyByCode() {
        return Set.of("framing");
    }

    @Override
    public Set<String> alsoAskedFor() {
        return Set.of("host", "port", "tls.enabled", "tls.key", "tls.keyPassword", "tls.clientCertificates");
    }
}
