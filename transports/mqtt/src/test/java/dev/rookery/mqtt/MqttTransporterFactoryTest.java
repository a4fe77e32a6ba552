package dev.rookery.mqtt;

import dev.rookery.tck.FactoryContract;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.util.Set;

/** What a configuration is asked for. The configuration's own tests give values. */
final class MqttTransporterFactoryTest implements FactoryContract {

    @Override
    public TransporterFactory newFactory() {
        return new MqttTransporterFactory();
    }

    @Override
    public Record optionsOf(Transporter made) {
        return ((MqttTransporter) made).options();
    }

    @Override
    public Record defaults() {
        return MqttTransporter.builder().build().options();
    }

    @Override
    public Set<String> onlyByCode() {
        return Set.of("userProperties");
    }

    @Override
    public Set<String> alsoAskedFor() {
        return Set.of("tls.key", "session.clientId", "will.topic", "subscribeOptions.qos");
    }
}
