package dev.rookery.rabbitmq;

import dev.rookery.pattern.Pattern;

/** Where a request or an event is published to. */
record Destination(String exchange, String routingKey) {

    /** As Nest does it: to the exchange with the pattern as key; else straight to the queue. */
    static Destination of(RmqOptions options, Pattern pattern) {
        if (options.publishesByPattern()) {
            var key = pattern.route();
            RmqNames.checkRoutingKey(key);
            return new Destination(options.exchangeName(), key);
        }
        return options.queue().isEmpty()
                ? new Destination(options.exchange(), options.routingKey())
                : new Destination("", options.queue());
    }
}
