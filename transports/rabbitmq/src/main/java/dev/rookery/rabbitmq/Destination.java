package dev.rookery.rabbitmq;

import dev.rookery.error.NoHandlerException;
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

    /** What a mandatory message fails with that the broker gave back. */
    static NoHandlerException unreachable(String what, String exchange, String routingKey) {
        return new NoHandlerException("No queue takes " + what + ": "
                + (exchange.isEmpty()
                        ? "there is none by the name " + routingKey
                                + ", which is the routing key of the default exchange"
                        : "none is bound to the exchange " + exchange + " by the routing key " + routingKey)
                + "; start the service, check pattern and bindings, or do not ask with mandatory");
    }
}
