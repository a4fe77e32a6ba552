package dev.rookery.rabbitmq;

import dev.rookery.tck.FactoryContract;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.util.Map;
import java.util.Set;

/** What a configuration is asked for. The configuration's own tests give values. */
final class RmqTransporterFactoryTest implements FactoryContract {

    @Override
    public TransporterFactory newFactory() {
        return new RmqTransporterFactory();
    }

    @Override
    public Record optionsOf(Transporter made) {
        return ((RmqTransporter) made).options();
    }

    @Override
    public Record defaults() {
        return RmqTransporter.builder().queue("orders").build().options();
    }

    @Override
    public Map<String, String> required() {
        return Map.of("queue", "orders");
    }

    @Override
    public Set<String> onlyByCode() {
        return Set.of("driver", "topology", "headers", "exchangeArguments", "bindingArguments");
    }

    @Override
    public Set<String> alsoAskedFor() {
        return Set.of("backoff.first", "queueOptions.durable", "deadLetterQueue");
    }
}
