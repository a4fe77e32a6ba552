package dev.rookery.kafka;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.FreePort;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.tck.TransportFixture;
import dev.rookery.transport.Transporter;
import java.time.Duration;
import java.util.UUID;

/**
 * How Kafka's servers and clients are made for the contract: the servers of one test are a group. Messages without a key run at the same time, as
 * on other transports, and a failed event is not tried again.
 */
final class KafkaFixture implements TransportFixture {
    private final Broker broker;
    private final String group = UUID.randomUUID().toString();

    KafkaFixture(Broker broker) {
        this.broker = broker;
    }

    private static KafkaTransporter.Builder transporter(int port) {
        return KafkaTransporter.builder()
                .brokers("127.0.0.1:" + port)
                .metadataMaxAge(Duration.ofMillis(200))
                .order(KafkaOrder.KEY)
                .concurrency(1_000)
                .failures(KafkaFailures.DEFAULT.withRetries(0).withAction(KafkaFailures.Action.SKIP))
                .properties(Services.QUICK_END);
    }

    @Override
    public Transporter server() {
        return transporter(broker.port()).groupId(group).build();
    }

    @Override
    public Transporter client(MicroserviceServer server) {
        return transporter(broker.port()).build();
    }

    @Override
    public Transporter withoutServer() {
        return transporter(FreePort.find()).build();
    }
}
