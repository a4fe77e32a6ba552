package dev.rookery.redis;

import dev.rookery.tck.FactoryContract;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.util.Set;

/** What a configuration is asked for. The configuration's own tests give values. */
final class RedisTransporterFactoryTest implements FactoryContract {

    @Override
    public TransporterFactory newFactory() {
        return new RedisTransporterFactory();
    }

    @Override
    public Record optionsOf(Transporter made) {
        return ((RedisTransporter) made).options();
    }

    @Override
    public Record defaults() {
        return RedisTransporter.builder().build().options();
    }

    @Override
    public Set<String> onlyByCode() {
        return Set.of("redisUri", "driver");
    }

    @Override
    public Set<String> alsoAskedFor() {
        return Set.of("username", "password", "tls.enabled", "tls.trust", "backoff.first");
    }
}
