package dev.rookery.kafka;

import dev.rookery.tck.FactoryContract;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.util.Set;

/** What a configuration is asked for. */
final class KafkaTransporterFactoryTest implements FactoryContract {

    @Override
    public TransporterFactory newFactory() {
        return new KafkaTransporterFactory();
    }

    @Override
    public Record optionsOf(Transporter made) {
        return ((KafkaTransporter) made).options();
    }

    @Override
    public Record defaults() {
        return KafkaTransporter.builder().build().options();
    }

    @Override
    public Set<String> onlyByCode() {
        return Set.of("headers", "replyTopic", "valueSerializer", "valueDeserializer", "properties");
    }

    @Override
    public Set<String> alsoAskedFor() {
        return Set.of("backoff.first", "failures.retries", "failures.backoff.longest", "security.saslMechanism");
    }
}
