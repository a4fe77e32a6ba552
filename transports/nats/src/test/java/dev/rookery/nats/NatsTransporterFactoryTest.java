package dev.rookery.nats;

import dev.rookery.tck.FactoryContract;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.util.Set;

/** What a configuration is asked for. The configuration's own tests give values. */
final class NatsTransporterFactoryTest implements FactoryContract {

    @Override
    public TransporterFactory newFactory() {
        return new NatsTransporterFactory();
    }

    @Override
    public Record optionsOf(Transporter made) {
        return ((NatsTransporter) made).options();
    }

    @Override
    public Record defaults() {
        return NatsTransporter.builder().build().options();
    }

    @Override
    public Set<String> onlyByCode() {
        return Set.of("headers", "driver");
    }

    @Override
    public Set<String> alsoAskedFor() {
        return Set.of("backoff.first", "backoff.longest", "backoff.jitter");
    }
}
