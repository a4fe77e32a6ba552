package dev.rookery.brokers;

import java.io.IOException;
import java.io.OutputStream;

/** Starts a broker for a script: prints its address, and ends it when the program's own input ends, which it does with the script at the latest. */
final class StandaloneBroker {
    private StandaloneBroker() {}

    static void main(String[] arguments) throws IOException {
        try (var broker = start(arguments[0])) {
            System.out.println(broker.url());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Broker start(String kind) {
        return switch (kind) {
            case "redis" -> RedisBroker.start();
            case "nats" -> NatsBroker.start();
            case "mqtt" -> MosquittoBroker.start();
            case "rabbitmq" -> RabbitBroker.start();
            default ->
                throw new IllegalArgumentException("broker: " + kind + " (expected: redis, nats, mqtt or rabbitmq)");
        };
    }
}
