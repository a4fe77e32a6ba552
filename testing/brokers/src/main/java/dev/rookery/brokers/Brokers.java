package dev.rookery.brokers;

/** Starts brokers by the names of their transports. */
public final class Brokers {
    private Brokers() {}

    /**
     * Starts the broker of a transport, with its defaults. Blocks until it is ready.
     *
     * @param transport {@code redis}, {@code nats}, {@code mqtt}, {@code rabbitmq} or {@code kafka}
     * @return the running broker
     * @throws IllegalArgumentException if there is no such broker
     */
    public static Broker start(String transport) {
        return switch (transport) {
            case "redis" -> RedisBroker.start();
            case "nats" -> NatsBroker.start();
            case "mqtt" -> MosquittoBroker.start();
            case "rabbitmq" -> RabbitBroker.start();
            case "kafka" -> KafkaBroker.start();
            default ->
                throw new IllegalArgumentException(
                        "broker: " + transport + " (expected: redis, nats, mqtt, rabbitmq or kafka)");
        };
    }
}
