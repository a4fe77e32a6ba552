package dev.rookery.benchmarks.brokers;

import dev.rookery.benchmarks.process.FeederProcess;

/** Puts events onto a broker, for a service to handle: {@code Feeder <transport> <event> <port of the broker>}. */
final class Feeder {
    private Feeder() {}

    static void main(String[] arguments) throws Exception {
        var event = arguments[1];
        var port = Integer.parseInt(arguments[2]);
        FeederProcess.serve(
                switch (arguments[0]) {
                    case "rabbitmq" -> new RabbitFeed(event, port);
                    case "kafka" -> new KafkaFeed(event, port);
                    default ->
                        throw new IllegalArgumentException(
                                "no events are fed on " + arguments[0] + " (expected: rabbitmq or kafka)");
                });
    }
}
